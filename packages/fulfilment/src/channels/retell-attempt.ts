import { OrderState, type PlatformId } from '@baton/contract'
import type { OrderSnapshot } from '@baton/platforms'
import type { ChannelApp } from '../catalogue/index.ts'
import type { OrderMove, OrderRecord } from '../orders/index.ts'
import { afterSaleMove, type EventSource, snapshotMove, sourceOf, traceMove } from './interpret.ts'
import type { Retold } from './replay.ts'
import type { KeptAttempt, RecordAt } from './retell.ts'
import type { StatusMaps } from './status-maps.ts'

interface Surroundings {
  readonly records: readonly RecordAt[]
  readonly parcels: readonly { carrier: string; waybill: string; recordedAt: Date; lineNumbers: string[] }[]
  readonly apps: readonly ChannelApp[]
}
interface Key {
  readonly platform: PlatformId
  readonly shopId: string
  readonly nativeNumber: string
}

/** An attempt whose message did not carry the order: its word and version are on record, the rest is the row as it stood then. */
export function retellAttempt(order: Key, attempt: KeptAttempt, around: Surroundings): Retold {
  const app = around.apps.find((one) => one.id === attempt.appId)
  const moves = (maps: StatusMaps): readonly OrderMove[] => {
    if (!app) return []
    const source: EventSource = {
      app,
      shopId: order.shopId,
      eventId: attempt.eventId,
      topic: attempt.topic ?? '',
      address: attempt.address,
      occurredAt: attempt.occurredAt,
    }
    const { claimed, nativeStatus } = attempt
    if ('waybill' in claimed) {
      const fact = { orderNumber: order.nativeNumber, carrier: '', waybill: String(claimed.waybill), text: '' }
      return [traceMove(maps, source, { ...fact, nativeStatus: nativeStatus ?? '', occurredAt: attempt.occurredAt })]
    }
    if ('afterSale' in claimed) return [afterSaleMove(maps, source, afterSaleOf(order, attempt))]
    if ('version' in claimed) {
      const snapshot = snapshotOf(attempt, recordAt(around.records, attempt), around.parcels)
      return snapshot ? [snapshotMove(maps, source, { order: snapshot, assignment: null })] : []
    }
    return stepOf(order, attempt, source)
  }
  return { at: attempt.recordedAt, exact: false, moves }
}

function recordAt(records: readonly RecordAt[], attempt: KeptAttempt): OrderRecord | null {
  const own = records.find((one) => one.seq === attempt.seq)
  return (own ?? records.findLast((one) => one.recordedAt <= attempt.recordedAt) ?? records[0])?.record ?? null
}

function snapshotOf(
  attempt: KeptAttempt,
  record: OrderRecord | null,
  parcels: Surroundings['parcels'],
): OrderSnapshot | null {
  if (!record) return null
  const sent = parcels.filter((parcel) => parcel.recordedAt <= attempt.recordedAt)
  return {
    orderNumber: record.nativeNumber,
    shopNumber: null,
    nativeStatus: attempt.nativeStatus ?? record.nativeStatus,
    version: Number(attempt.claimed.version),
    createdAt: record.orderedAt,
    paidAt: record.paidAt,
    shippedAt: record.shippedAt,
    shipBy: record.shipBy,
    amountFen: record.amountFen,
    currency: record.currency,
    buyer: { id: null, nick: record.buyerNick },
    receiver: null,
    lines: [],
    parcels: sent.map(({ carrier, waybill, lineNumbers }) => ({ carrier, waybill, lineNumbers })),
    holds: [],
    afterSales: [],
    buyerMemo: record.buyerMemo,
    sellerMemo: record.sellerMemo,
    sellerFlag: record.sellerFlag,
    sellerFlagLabel: record.sellerFlagLabel,
  }
}

function afterSaleOf(order: Key, attempt: KeptAttempt) {
  return {
    afterSaleNumber: String(attempt.claimed.afterSale),
    orderNumber: order.nativeNumber,
    kind: 'unknown' as const,
    nativeStatus: attempt.nativeStatus ?? '',
    version: attempt.recordedAt.getTime(),
    amountFen: 0,
    wholeOrder: false,
    respondBy: null,
  }
}

function stepOf(order: Key, attempt: KeptAttempt, source: EventSource): readonly OrderMove[] {
  const to = OrderState.safeParse(attempt.claimed.state)
  if (!to.success) return []
  const moveSource = { ...sourceOf(source), authority: 'granted' as const }
  const grants = attempt.verdict === 'forbidden' ? [] : [to.data]
  const { platform, shopId, nativeNumber } = order
  return [
    {
      target: { by: 'native', platform, shopId, nativeNumber },
      source: { ...moveSource, grants },
      occurredAt: attempt.occurredAt,
      claim: { kind: 'step', to: to.data, parcels: [] },
    },
  ]
}
