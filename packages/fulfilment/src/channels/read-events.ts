import { DRIVERS, type Reading, UnreadableMessage } from '@baton/platforms'
import type { ChannelApp, ChannelShop } from '../catalogue/index.ts'
import type { Context } from '../runtime/context.ts'
import type { Standing } from './apply.ts'
import { PULLED_TOPIC } from './catch-up.ts'
import { standing } from './standing.ts'
import type { PendingEvent } from './take-up.ts'

/** One event understood, with the shop it speaks for. */
export interface EventReading<R extends Reading = Reading> {
  readonly event: PendingEvent
  readonly app: ChannelApp
  readonly shop: ChannelShop
  readonly reading: R
}
export type Carried = EventReading<Extract<Reading, { kind: 'order' | 'trace' }>>
export type Hint = EventReading<Extract<Reading, { kind: 'order_hint' | 'after_sale_hint' }>>

export interface ReadEvents {
  /** Nothing more to do: of no consequence, unreadable, or of an unknown shop. */
  readonly settled: readonly Standing[]
  readonly carried: readonly Carried[]
  readonly toFetch: readonly Hint[]
}

/** Why an event waits for its shop; the shop's number follows. */
export const SHOP_UNKNOWN = 'shop_unknown: '
export const SHOP_OFF = 'shop_off: '

/** Parses a batch. What cannot be read is kept with its reason, never thrown. */
export function readEvents(ctx: Context, events: readonly PendingEvent[], apps: readonly ChannelApp[]): ReadEvents {
  const settled: Standing[] = []
  const carried: Carried[] = []
  const toFetch: Hint[] = []
  for (const event of events) {
    const app = apps.find((one) => one.id === event.appId)
    if (!app) {
      settled.push(standing(event, { state: 'waiting', error: 'app_unknown' }))
      continue
    }
    const read = readOne(ctx, app, event)
    if ('state' in read) settled.push(read)
    else if (read.reading.kind === 'order' || read.reading.kind === 'trace') carried.push(read as Carried)
    else toFetch.push(read as Hint)
  }
  return { settled, carried, toFetch }
}

function readOne(ctx: Context, app: ChannelApp, event: PendingEvent): Standing | EventReading {
  try {
    const reading: Reading =
      event.topic === PULLED_TOPIC && event.orderNumber !== null
        ? { kind: 'order_hint', orderNumber: event.orderNumber, occurredAt: null }
        : DRIVERS[app.platform].read(event)
    if (reading.kind === 'nothing') return standing(event, { state: 'done', error: reading.why })
    const named = event.shopNumber ?? (reading.kind === 'order' ? reading.order.shopNumber : null)
    const shop = shopOf(app, named)
    if (!shop?.enabled)
      return standing(event, {
        state: 'waiting',
        verdict: 'unmatched',
        error: shop ? `${SHOP_OFF}${shop.nativeNumber}` : `${SHOP_UNKNOWN}${named ?? ''}`,
      })
    return { event, app, shop, reading }
  } catch (error) {
    if (!(error instanceof UnreadableMessage)) ctx.log.warn({ err: error, eventId: event.id }, 'a parser failed')
    return standing(event, { state: 'unparsed', error: error instanceof Error ? error.message : String(error) })
  }
}

/** The shop an event names; an app with one shop needs no name. */
function shopOf(app: ChannelApp, nativeNumber: string | null): ChannelShop | undefined {
  if (nativeNumber !== null) {
    const named = app.shops.find((shop) => shop.nativeNumber === nativeNumber)
    if (named) return named
  }
  return nativeNumber === null && app.shops.length === 1 ? app.shops[0] : undefined
}
