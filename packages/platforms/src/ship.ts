import type { CarrierCode, HoldReason } from '@baton/contract'
import type { Answer, Call, ShopAccess } from './driver.ts'

/** A channel's own codes of our standard carriers. */
export type CarrierCodes = Partial<Readonly<Record<CarrierCode, string>>>

export interface CarrierEntry {
  readonly code: string
  readonly name: string
}

export interface ShipLine {
  readonly lineNumber: string
  readonly itemNumber: string
  readonly sku: string | null
  readonly title: string
  /** How many of it are in this parcel. */
  readonly quantity: number
}

export interface ShipParcel {
  /** The channel's own carrier code. */
  readonly carrier: string
  readonly carrierName: string
  readonly waybill: string
  readonly lines: readonly ShipLine[]
}

/** How WeChat Pay knows a payment: by its own number, or by the merchant's. */
export type PaymentKey =
  | { readonly by: 'transaction'; readonly transactionId: string }
  | { readonly by: 'merchant'; readonly merchantId: string; readonly outTradeNumber: string }

/** The payment behind an order, where a system knows orders by it (WeChat Pay). */
export interface ShipPayment {
  readonly key: PaymentKey
  /** The payer's openid at the app that took the payment. */
  readonly payerId: string
}

/** Parcels of one order that left together. */
export interface ShipInput {
  readonly orderNumber: string
  readonly parcels: readonly ShipParcel[]
  /** Ours, the same on every repeat of the same shipment; channels without an idempotency key ignore it. */
  readonly requestKey: string
  /** No parcel of the order was told before. */
  readonly isFirst: boolean
  /** With these parcels every line has left. */
  readonly isLast: boolean
  /** As the channel gave it, masked is enough. */
  readonly receiverPhone: string | null
  readonly payment: ShipPayment | null
  /** Null at first; then what the answer before said, until one says something else than `continue`. */
  readonly progress: string | null
}

export type ShipOutcome =
  | { readonly kind: 'shipped' }
  /** The channel holds these very parcels already: success. */
  | { readonly kind: 'already_shipped' }
  /** Ask again with this progress: the channel takes a shipment in several requests. */
  | { readonly kind: 'continue'; readonly progress: string }
  /** The channel does not want the order shipped now; nothing was told. */
  | { readonly kind: 'held'; readonly reason: HoldReason }

export interface ShipCall extends Call<ShipInput, ShipOutcome> {
  /**
   * `idempotent`: the same request key has one effect, so a lost answer is simply repeated.
   * `query_first`: read the order before every attempt, also before a repeat after a lost answer.
   */
  readonly repeat: ShipRepeat
  /** False while this app was not told where to send, or with what. */
  ready(access: ShopAccess): boolean
}
export type ShipRepeat = 'idempotent' | 'query_first'

export interface CancelInput {
  readonly orderNumber: string
  /** For people at the channel; platforms with a fixed list of reasons have their own. */
  readonly reason: string
  readonly requestKey: string
}

export interface CancelOutcome {
  readonly kind: 'cancelled' | 'already_cancelled'
}

export interface CancelCall extends Call<CancelInput, CancelOutcome> {
  /** `unpaid`: the channel lets a seller close only what nobody paid; money goes back on the after-sale axis. */
  readonly scope: 'unpaid' | 'any'
  ready(access: ShopAccess): boolean
}

/** A refused write is not the end: the order may be where we want it already, so the caller looks. */
export function checked<T>(answer: Answer<T>): Answer<T> {
  if (answer.ok || answer.fault.action !== 'never') return answer
  return { ok: false, fault: { ...answer.fault, action: 'check' } }
}

/** Which of the parcels comes next, for channels that take one in a request; progress is its index. */
export function parcelAt(input: ShipInput): { readonly parcel: ShipParcel; readonly next: ShipOutcome } {
  const index = /^\d{1,4}$/.test(input.progress ?? '') ? Number(input.progress) : 0
  const parcel = input.parcels[index]
  if (parcel === undefined) throw new RangeError(`The shipment has no parcel ${index}.`)
  const isMore = index + 1 < input.parcels.length
  return { parcel, next: isMore ? { kind: 'continue', progress: String(index + 1) } : { kind: 'shipped' } }
}

/** True when app and shop hold every field a call cannot do without. */
export function hasFields(access: ShopAccess, where: 'app' | 'shop' | 'endpoints', keys: readonly string[]): boolean {
  return keys.every((key) => Boolean(access[where][key]))
}
