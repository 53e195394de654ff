import type { PlatformId } from '@baton/contract'
import { DRIVERS } from '@baton/platforms'
import { readChannelApps } from '../catalogue/index.ts'
import type { Context } from '../runtime/context.ts'
import { Failure } from '../runtime/failure.ts'
import { hashOfState, oldestBegin } from './begin-authorisation.ts'
import { askOnce, failureOf, PlatformFailure } from './call-platform.ts'
import { keepTokens } from './keep-tokens.ts'

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
    const named = app.shops.find((shop) => shop.nativeNumber === issued.shopNumber)
    if (shopId !== null && named?.id !== shopId) throw new Failure('AUTHORISATION_OTHER_SHOP')
    return { shopId: await keepTokens(ctx, app, issued) }
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
