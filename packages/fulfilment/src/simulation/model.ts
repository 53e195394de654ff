import type { ErpWrite, ErpWriteResult, HoldReason, ScanAnswer, ScanInput } from '@baton/contract'
import type { AfterSaleSnapshot, OrderSnapshot, TraceFact } from '@baton/platforms'

/** That something has changed, of an order or of its after-sale; whoever wants to know what asks. */
export interface ModelHint {
  readonly orderNumber: string
  readonly at: Date
  readonly afterSale: AfterSaleSnapshot | null
}

/** Something a shop says; it says so again until it is acknowledged, and sometimes after that. */
export type Saying = { readonly id: string; isKept: boolean } & (
  | { readonly snapshot: OrderSnapshot }
  | { readonly trace: TraceFact }
  | { readonly hint: ModelHint }
)

/** Whoever placed a hold, and until when. */
interface ModelHold {
  readonly by: 'person' | 'erp'
  readonly reason: HoldReason
  readonly until: Date | null
}

/** One order as its shop has it, and what Baton has promised of it. */
export interface ModelOrder {
  readonly number: string
  /** Its shop only hints; what it says of the order is what is true when it is asked. */
  readonly isHinted: boolean
  /** Its own two, and one that all orders share. */
  readonly waybills: readonly string[]
  /** As the shop has it by now; null: nobody has ordered yet. */
  truth: OrderSnapshot | null
  /** The newest picture that was acknowledged. */
  kept: OrderSnapshot | null
  /** The picture that Baton goes by; null: nobody outside can say. */
  applied: OrderSnapshot | null
  id: string | null
  /** Its buyer was promised to be erased. */
  isErased: boolean
  holds: ModelHold[]
}

/** One device, as it is itself: what it made, and what it still has to send. */
export interface ModelDevice {
  seq: number
  /** Its clock minus the true one. */
  skewMs: number
  isMeasured: boolean
  /** Taken out of use: what it sends waits until a person believes it. */
  isRevoked: boolean
  readonly outbox: ScanInput[]
  readonly made: ScanInput[]
}

export interface Promised {
  readonly answer: ScanAnswer
  /** When it was heard; of one that had to wait for a person, when they believed it. */
  readonly at: Date
  readonly isBelieved?: boolean
}

export interface ErpRequest {
  readonly key: string
  readonly writes: readonly ErpWrite[]
  results: readonly ErpWriteResult[] | null
}

/** What must be true, by what was said and promised alone; it knows nothing of how Baton decides. */
export class Model {
  readonly orders: readonly ModelOrder[] = [0, 1, 2].map(newOrder)
  readonly devices: readonly ModelDevice[] = [0, 1].map(() => ({
    ...{ seq: 0, skewMs: 0, isMeasured: true, isRevoked: false, outbox: [], made: [] },
  }))
  readonly sayings: Saying[] = []
  /** By scan: what its device was told, for ever. */
  readonly promised = new Map<string, Promised>()
  readonly requests: ErpRequest[] = []
  readonly trips: string[] = []
  /** When each truck left, as it was told. */
  readonly handedOver = new Map<string, Date>()
  /** Refusals that somebody was told of, by order and verdict. */
  readonly refusals = new Map<string, number>()
  /** Parcels that the hinting shop took, in whose requests. */
  readonly shipped: { readonly number: string; readonly waybill: string; readonly id: string }[] = []
  /** How much of what the shop heard it has made its own. */
  echoed = 0

  order(at: number): ModelOrder {
    return pick(this.orders, at)
  }

  numbered(orderNumber: string): ModelOrder | null {
    return this.orders.find((one) => one.number === orderNumber) ?? null
  }

  device(at: number): ModelDevice {
    return pick(this.devices, at)
  }

  orderOf(id: string): ModelOrder | null {
    return this.orders.find((one) => one.id === id) ?? null
  }

  /** Whether anybody said, and was believed, that this order must not go on. */
  isStopped({ holds, applied }: ModelOrder, now: Date): boolean {
    const isHeld = holds.some(({ until }) => until === null || until > now)
    return isHeld || (applied !== null && (applied.holds.length > 0 || applied.nativeStatus === 'paid_held'))
  }

  refused(orderId: string | null, verdict: string): void {
    const key = `${orderId} ${verdict}`
    this.refusals.set(key, (this.refusals.get(key) ?? 0) + 1)
  }
}

export function pick<T>(all: readonly T[], index: number): T {
  const one = all[index % all.length]
  if (one === undefined) throw new Error('nothing to choose from')
  return one
}

const SHARED = 'SF1900000099'

function newOrder(nth: number): ModelOrder {
  const waybills = [`SF190000000${nth}`, `SF191000000${nth}`, SHARED]
  const isHinted = nth === 2
  const number = isHinted ? `370000000000000000${nth}` : `S${nth}`
  return { number, isHinted, waybills, truth: null, kept: null, applied: null, id: null, isErased: false, holds: [] }
}
