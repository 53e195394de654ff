import type { SimClock } from '../clock.ts'
import type { OrderDesk } from '../orders/desk.ts'
import { type Order, platformOf, type ToldParcel } from '../orders/order.ts'
import { cancelOrder, type ShipRefusal, shipOrder } from './ship-order.ts'
import type { ShipmentLedger, ShipmentOutcome } from './shipment-ledger.ts'

export interface ShipRequest {
  readonly parcels: readonly ToldParcel[]
  /** The caller's idempotency key, where the platform has one. */
  readonly requestKey: string | null
}

export type ShipVerdict = 'shipped' | 'repeated' | ShipRefusal

/** Takes what merchants tell of their parcels: moves the order, tells of it as the platform would, and keeps a ledger. */
export class ShipDesk {
  readonly ledger: ShipmentLedger
  private readonly clock: SimClock
  private readonly desk: OrderDesk
  /** Keys that had their effect, by platform and order. */
  private readonly keys = new Set<string>()

  constructor(tools: { clock: SimClock; desk: OrderDesk; ledger: ShipmentLedger }) {
    this.clock = tools.clock
    this.desk = tools.desk
    this.ledger = tools.ledger
  }

  ship(order: Order, request: ShipRequest): ShipVerdict {
    const key = request.requestKey === null ? null : `${platformOf(order)}\n${order.number}\n${request.requestKey}`
    if (key !== null && this.keys.has(key)) {
      this.note(order, request, 'repeated', null)
      return 'repeated'
    }
    const done = shipOrder(order, request.parcels, this.clock.wall())
    if ('refusal' in done) {
      this.note(order, request, 'refused', done.refusal)
      return done.refusal
    }
    if (key !== null) this.keys.add(key)
    this.note(order, request, 'shipped', null)
    this.desk.tell(order, done.change, { jitter: true })
    return 'shipped'
  }

  /** What a receiver does that believes everything: a parcel that comes again counts again. */
  noteUnguarded(order: Order, parcel: ToldParcel, requestKey: string | null): void {
    const { channel, number: orderNumber } = order
    const again = this.ledger.has({ channel, orderNumber, waybill: parcel.waybill })
    this.note(order, { parcels: [parcel], requestKey }, again ? 'doubled' : 'shipped', null)
  }

  /** Moves an order on without a parcel of its own, where waybills are told apart from the status. */
  complete(order: Order): void {
    const done = shipOrder(order, [{ carrier: '', waybill: '', lineNumbers: [] }], this.clock.wall())
    if ('change' in done) this.desk.tell(order, done.change, { jitter: true })
  }

  cancel(order: Order): boolean {
    const done = cancelOrder(order, this.clock.wall())
    if (done) this.desk.tell(order, 'closed', { jitter: true })
    return done
  }

  private note(order: Order, request: ShipRequest, outcome: ShipmentOutcome, why: string | null): void {
    const { channel, number: orderNumber } = order
    const { requestKey } = request
    for (const parcel of request.parcels) {
      this.ledger.add({ channel, orderNumber, ...parcel, requestKey, at: this.clock.wall(), outcome, why })
    }
  }
}
