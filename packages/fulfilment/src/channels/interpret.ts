import { foldScanned, type PlatformId } from '@baton/contract'
import type { AfterSaleSnapshot, OrderSnapshot, ParcelSnapshot, ReturnParcel, TraceFact } from '@baton/platforms'
import type { Assignment, ChannelApp } from '../catalogue/index.ts'
import type { Claim, MeantAfterSale, MoveSource, OrderMove } from '../orders/index.ts'
import type { StatusMaps } from './status-maps.ts'
import { storableTexts } from './storable.ts'

/** A word that no map knows; the event waits for somebody to map it. */
export class UnmappedWord extends Error {
  override readonly name = 'UnmappedWord'
  readonly axis: 'order' | 'trace' | 'after_sale'
  readonly native: string

  constructor(axis: 'order' | 'trace' | 'after_sale', native: string) {
    super(`${axis}:${native}`)
    this.axis = axis
    this.native = native
  }
}

/** A kept message with what surrounds it. */
export interface EventSource {
  readonly app: ChannelApp
  readonly shopId: string
  readonly eventId: number | null
  readonly topic: string
  readonly address: string | null
  readonly occurredAt: Date
}

function moveOf(source: EventSource, nativeNumber: string, claim: Claim): OrderMove {
  return {
    target: { by: 'native', platform: source.app.platform, shopId: source.shopId, nativeNumber },
    source: sourceOf(source),
    occurredAt: source.occurredAt,
    claim,
  }
}

export function sourceOf(source: EventSource): MoveSource {
  const { app } = source
  return {
    actor: { kind: app.actorKind, id: app.id, name: app.name },
    appId: app.id,
    address: source.address,
    eventId: source.eventId,
    topic: source.topic,
    authority: app.actorKind === 'channel' ? 'home' : app.actorKind === 'carrier' ? 'carrier' : 'granted',
    grants: app.grants,
  }
}

/** The home channel's snapshot with its words given their meaning, carriers among them. Throws `UnmappedWord`. */
export function snapshotMove(
  maps: StatusMaps,
  source: EventSource,
  told: { order: OrderSnapshot; assignment: Assignment | null; askedAt?: number | undefined },
): OrderMove {
  const { platform } = source.app
  const meaning = maps.order(platform, told.order.nativeStatus)
  if (!meaning) throw new UnmappedWord('order', told.order.nativeStatus)
  return moveOf(source, told.order.orderNumber, {
    kind: 'snapshot',
    snapshot: storableSnapshot({
      ...told.order,
      parcels: told.order.parcels.map((one) => inOurWords(maps, platform, one)),
    }),
    meaning,
    afterSales: told.order.afterSales.map((one) => meantAfterSale(maps, platform, one)),
    assignment: told.assignment,
    shipWithinHours: source.app.shops.find((shop) => shop.id === source.shopId)?.shipWithinHours ?? null,
    askedAt: told.askedAt,
  })
}

/** The order's number and status stay as they are: they say which order it is and how it stands. */
function storableSnapshot({ orderNumber, nativeStatus, ...told }: OrderSnapshot): OrderSnapshot {
  return {
    ...storableTexts(told),
    ...{ orderNumber, nativeStatus, buyer: storableTexts(told.buyer) },
    receiver: told.receiver && storableTexts(told.receiver),
    lines: told.lines.map(storableTexts),
    parcels: told.parcels.map(storableTexts),
  }
}

function inOurWords(maps: StatusMaps, platform: PlatformId, parcel: ParcelSnapshot): ParcelSnapshot {
  return { ...parcel, carrier: maps.carriers.ours(platform, parcel.carrier) }
}

/** The moves that a picture asks for, and a word in it that no map knows. */
export interface Meaning {
  readonly moves: readonly OrderMove[]
  readonly unmapped: UnmappedWord | null
}

/** An order with its after-sales, as fetched. A word of one after-sale that nobody knows keeps neither the others nor their order waiting. */
export function pictureMoves(
  maps: StatusMaps,
  source: EventSource,
  told: {
    order: OrderSnapshot
    afterSales: readonly AfterSaleSnapshot[]
    assignment: Assignment | null
    askedAt: number
  },
): Meaning {
  const moves: OrderMove[] = []
  let unmapped: UnmappedWord | null = null
  const add = (move: () => OrderMove) => {
    try {
      moves.push(move())
    } catch (error) {
      if (!(error instanceof UnmappedWord)) throw error
      unmapped = error
    }
  }
  add(() => snapshotMove(maps, source, told))
  if (unmapped === null) for (const one of told.afterSales) add(() => afterSaleMove(maps, source, one))
  return { moves, unmapped }
}

export function afterSaleMove(maps: StatusMaps, source: EventSource, told: AfterSaleSnapshot): OrderMove {
  return moveOf(source, told.orderNumber, {
    kind: 'after_sale',
    afterSale: meantAfterSale(maps, source.app.platform, told),
  })
}

export function traceMove(maps: StatusMaps, source: EventSource, told: TraceFact & { orderNumber: string }): OrderMove {
  const trace = maps.trace(source.app.platform, told.nativeStatus)
  if (!trace) throw new UnmappedWord('trace', told.nativeStatus)
  const { waybill, nativeStatus, text } = storableTexts(told)
  return moveOf({ ...source, occurredAt: told.occurredAt }, told.orderNumber, {
    kind: 'trace',
    waybill,
    trace,
    nativeStatus,
    text,
  })
}

function meantAfterSale(maps: StatusMaps, platform: PlatformId, snapshot: AfterSaleSnapshot): MeantAfterSale {
  const state = maps.afterSale(platform, snapshot.nativeStatus)
  if (!state) throw new UnmappedWord('after_sale', snapshot.nativeStatus)
  const { returnParcel, ...told } = snapshot
  return {
    snapshot: returnParcel ? { ...told, returnParcel: backInOurWords(maps, platform, returnParcel) } : told,
    state,
  }
}

/** As a scanner reads it: buyers type it by hand. */
function backInOurWords(maps: StatusMaps, platform: PlatformId, told: ReturnParcel): ReturnParcel {
  const { carrier, waybill } = storableTexts(told)
  return { carrier: maps.carriers.ours(platform, carrier), waybill: foldScanned(waybill).toUpperCase() }
}
