import { type AfterSaleSnapshot, DRIVERS } from '@baton/platforms'
import type { ChannelApp, ChannelShop } from '../catalogue/index.ts'
import type { UnsettledAfterSale } from '../orders/index.ts'
import type { Context } from '../runtime/context.ts'
import { callPlatform, PlatformFailure } from './call-platform.ts'

interface Place {
  readonly app: ChannelApp
  readonly shop: ChannelShop
}

/** Whether a channel tells an after-sale by itself, beside its order. */
export function tellsAfterSales(app: ChannelApp): boolean {
  return DRIVERS[app.platform].calls.readAfterSale !== undefined
}

/** One after-sale as its platform tells it now; null where the channel has no such call. Throws `PlatformFailure`. */
export async function fetchAfterSale(
  ctx: Context,
  at: Place,
  about: { readonly orderNumber: string; readonly afterSaleNumber: string },
): Promise<AfterSaleSnapshot | null> {
  const call = DRIVERS[at.app.platform].calls.readAfterSale
  return call ? callPlatform(ctx, at, call, about) : null
}

/**
 * What became of after-sales without a word: no platform pushes all that happens to them. Those that were `told` with their
 * order, and those that stand as they are known, are left out. Throws `PlatformFailure` where a later try may help.
 */
export async function fetchMovedAfterSales(
  ctx: Context,
  at: Place,
  about: { readonly told: readonly AfterSaleSnapshot[]; readonly unsettled: readonly UnsettledAfterSale[] },
): Promise<readonly AfterSaleSnapshot[]> {
  const moved: AfterSaleSnapshot[] = []
  for (const known of about.unsettled) {
    if (about.told.some((one) => one.afterSaleNumber === known.afterSaleNumber)) continue
    try {
      const told = await fetchAfterSale(ctx, at, known)
      if (told && isNews(told, known)) moved.push(told)
    } catch (error) {
      if (!(error instanceof PlatformFailure) || error.fault.action === 'later') throw error
      ctx.log.warn({ err: error, app: at.app.name }, 'an after-sale could not be read again')
    }
  }
  return moved
}

function isNews(told: AfterSaleSnapshot, known: UnsettledAfterSale): boolean {
  if (told.version !== known.version) return told.version > known.version
  return told.nativeStatus !== known.nativeStatus
}
