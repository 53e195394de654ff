import { readChannelApps, renewsToken } from '../catalogue/index.ts'
import type { Context } from '../runtime/context.ts'
import { refreshShopToken } from './call-platform.ts'

/** Tokens are renewed when they end within this time. */
const AHEAD_MS = 30 * 60_000

/** Refreshes every shop token that ends soon; one shop's trouble does not stop the others. Returns how many it renewed. */
export async function refreshTokens(ctx: Context): Promise<number> {
  const soon = ctx.now().getTime() + AHEAD_MS
  let renewed = 0
  for (const app of await readChannelApps(ctx)) {
    if (!app.enabled) continue
    const mayRenew = app.shops.filter((one) =>
      renewsToken({ platform: app.platform, fieldNames: Object.keys(one.fields) }),
    )
    for (const shop of mayRenew.filter((one) => one.tokenExpiresAt && one.tokenExpiresAt.getTime() < soon)) {
      try {
        await refreshShopToken(ctx, { app, shop })
        renewed += 1
      } catch (error) {
        ctx.log.warn({ err: error, shop: shop.name }, 'a shop token could not be renewed')
      }
    }
  }
  return renewed
}
