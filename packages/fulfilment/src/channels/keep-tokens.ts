import { PLATFORM_LABELS } from '@baton/contract'
import type { AuthorisedShop } from '@baton/platforms'
import { type ChannelApp, forgetNames, storeShopToken, writeShop, writeShopToken } from '../catalogue/index.ts'
import type { Context } from '../runtime/context.ts'
import { inTransaction } from '../runtime/transaction.ts'
import { storedToken, whileNobodyRenews } from './call-platform.ts'

/** Stores tokens with the shop that the platform names; makes the shop where the app has none of that number. Returns its id. */
export async function keepTokens(ctx: Context, app: ChannelApp, issued: AuthorisedShop): Promise<string> {
  const known = app.shops.find((shop) => shop.nativeNumber === issued.shopNumber)
  if (!known) return makeShop(ctx, app, issued)
  await whileNobodyRenews(ctx, known.id, () => storeShopToken(ctx, known.id, storedToken(ctx, app, issued)))
  return known.id
}

async function makeShop(ctx: Context, app: ChannelApp, issued: AuthorisedShop): Promise<string> {
  const token = storedToken(ctx, app, issued)
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
