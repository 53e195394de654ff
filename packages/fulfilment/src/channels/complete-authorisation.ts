import { PLATFORM_LABELS, type PlatformId } from '@baton/contract'
import { type AuthorisedShop, DRIVERS } from '@baton/platforms'
import {
  type ChannelApp,
  forgetNames,
  readChannelApps,
  storeShopToken,
  writeShop,
  writeShopToken,
} from '../catalogue/index.ts'
import type { Context } from '../runtime/context.ts'
import { Failure } from '../runtime/failure.ts'
import { inTransaction } from '../runtime/transaction.ts'
import { hashOfState, oldestBegin } from './begin-authorisation.ts'
import { askOnce, failureOf, PlatformFailure, storedToken, whileNobodyRenews } from './call-platform.ts'

/** What a browser that comes back from a platform brings. */
export interface AuthorisationReturn {
  readonly platform: PlatformId
  readonly state: string
  /** Null: the owner of the shop did not agree. */
  readonly code: string | null
}

/**
 * Ends the way that the acting person began: exchanges the code and stores the tokens with the shop that the platform
 * names, which is made where no shop was chosen and it is not known. One return ends the way, whatever comes of it.
 */
export async function completeAuthorisation(ctx: Context, back: AuthorisationReturn): Promise<{ shopId: string }> {
  const { appId, shopId } = await takeBegun(ctx, back.state)
  const app = (await readChannelApps(ctx)).find((one) => one.id === appId)
  const authorisation = app && DRIVERS[app.platform].authorisation
  if (!authorisation || app.platform !== back.platform) throw new Failure('AUTHORISATION_INVALID')
  if (back.code === null) throw new Failure('AUTHORISATION_DENIED')
  const input = { code: back.code }
  try {
    const issued = await askOnce(ctx, authorisation.exchange, { access: { ...app.access, shop: {} }, input })
    return { shopId: await keepTokens(ctx, app, { chosenId: shopId, issued }) }
  } catch (error) {
    throw error instanceof PlatformFailure ? failureOf(error) : error
  }
}

async function takeBegun(ctx: Context, state: string): Promise<{ appId: string; shopId: string | null }> {
  const [begun] = await ctx.sql<{ appId: string; shopId: string | null }[]>`
    DELETE FROM shop_authorisations
    WHERE state_hash = ${hashOfState(state)} AND staff_id = ${ctx.actor.id} AND begun_at > ${oldestBegin(ctx)}
    RETURNING app_id, shop_id`
  if (!begun) throw new Failure('AUTHORISATION_INVALID')
  return begun
}

async function keepTokens(
  ctx: Context,
  app: ChannelApp,
  { chosenId, issued }: { chosenId: string | null; issued: AuthorisedShop },
): Promise<string> {
  const known = app.shops.find((shop) => shop.nativeNumber === issued.shopNumber)
  if (chosenId !== null && known?.id !== chosenId) throw new Failure('AUTHORISATION_OTHER_SHOP')
  if (!known) return makeShop(ctx, app, issued)
  await whileNobodyRenews(ctx, known.id, () => storeShopToken(ctx, known.id, storedToken(ctx, issued)))
  return known.id
}

async function makeShop(ctx: Context, app: ChannelApp, issued: AuthorisedShop): Promise<string> {
  const token = storedToken(ctx, issued)
  const { shopNumber, shopName } = issued
  const name = (shopName ?? `${PLATFORM_LABELS[app.platform].zh} ${shopNumber}`).slice(0, 80)
  const input = { appId: app.id, name, nativeNumber: shopNumber, fields: token.fields, enabled: true }
  const { id } = await inTransaction(ctx, async (tx) => {
    const made = await writeShop(ctx, tx, { input, credentialsLater: false })
    await writeShopToken(ctx, tx, { shopId: made.id, token })
    return made
  })
  forgetNames(ctx)
  return id
}
