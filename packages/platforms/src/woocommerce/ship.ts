import { type Answer, type PlatformReply, UnreadableMessage } from '../driver.ts'
import { textAt } from '../json-field.ts'
import { isJsonObject, type Json } from '../lossless-json.ts'
import {
  type CancelCall,
  type CarrierCodes,
  checked,
  hasFields,
  type ShipCall,
  type ShipInput,
  type ShipOutcome,
  type ShipParcel,
} from '../ship.ts'
import { wooAnswer, wooRequest } from './request.ts'

/** What customers read in the note. */
export const WOO_CARRIERS: CarrierCodes = {
  SF: 'SF Express',
  YTO: 'YTO Express',
  ZTO: 'ZTO Express',
  STO: 'STO Express',
  YUNDA: 'Yunda Express',
  EMS: 'EMS',
  JD: 'JD Logistics',
  JT: 'J&T Express',
  DBL: 'Deppon',
  DHL: 'DHL',
  UPS: 'UPS',
  FEDEX: 'FedEx',
}

const COMPLETE = 'complete'
const KEYS = ['consumerKey', 'consumerSecret']

/**
 * Core has no field for a waybill: it goes into a note to the customer, then the order becomes `completed`. The notes are read first, so
 * that a repeat sends the customer nothing twice; completing twice is completing once. Source: official REST API documentation.
 */
export const wooShip: ShipCall = {
  repeat: 'query_first',
  ready: (access) => hasFields(access, 'app', KEYS) && hasFields(access, 'endpoints', ['gateway']),
  request: (access, input) => {
    const order = `/orders/${encodeURIComponent(input.orderNumber)}`
    if (input.progress === null) return wooRequest(access, { method: 'GET', path: `${order}/notes?type=customer` })
    if (input.progress === COMPLETE)
      return wooRequest(access, { method: 'PUT', path: order, body: { status: 'completed' } })
    const [parcel] = unnoted(input)
    const note = parcel === undefined ? '' : noteOf(parcel)
    return wooRequest(access, { method: 'POST', path: `${order}/notes`, body: { note, customer_note: true } })
  },
  answer: (reply, input) => {
    if (input.progress === null) return wooAnswer(reply, (root) => afterNotes(notedIn(root, input), input))
    if (input.progress === COMPLETE) return checked(wooAnswer(reply, (): ShipOutcome => ({ kind: 'shipped' })))
    return checked(afterNote(reply, input))
  },
}

/** `PUT` with status `cancelled`; core refunds nothing by that. */
export const wooCancel: CancelCall = {
  scope: 'any',
  ready: wooShip.ready,
  request: (access, { orderNumber }) =>
    wooRequest(access, {
      method: 'PUT',
      path: `/orders/${encodeURIComponent(orderNumber)}`,
      body: { status: 'cancelled' },
    }),
  answer: (reply) => checked(wooAnswer(reply, () => ({ kind: 'cancelled' as const }))),
}

function noteOf({ carrier, waybill }: ShipParcel): string {
  return `${carrier} ${waybill}`
}

/** Progress names the waybills that are noted: `noted:` and JSON. */
function unnoted({ parcels, progress }: ShipInput): readonly ShipParcel[] {
  const noted: unknown = progress?.startsWith('noted:') ? JSON.parse(progress.slice('noted:'.length)) : []
  return parcels.filter((parcel) => !Array.isArray(noted) || !noted.includes(parcel.waybill))
}

function notedIn(root: Json, { parcels }: ShipInput): readonly string[] {
  if (!Array.isArray(root)) throw new UnreadableMessage('The reply is no list of notes.')
  const notes = (root as readonly Json[]).filter(isJsonObject).map((note) => textAt(note, 'note') ?? '')
  return parcels.filter((parcel) => notes.includes(noteOf(parcel))).map((parcel) => parcel.waybill)
}

function afterNotes(noted: readonly string[], { parcels, isLast }: ShipInput): ShipOutcome {
  if (noted.length < parcels.length) return { kind: 'continue', progress: `noted:${JSON.stringify(noted)}` }
  return isLast ? { kind: 'continue', progress: COMPLETE } : { kind: 'already_shipped' }
}

function afterNote(reply: PlatformReply, input: ShipInput): Answer<ShipOutcome> {
  return wooAnswer(reply, () => {
    const left = unnoted(input).slice(1)
    if (left.length === 0) return input.isLast ? { kind: 'continue', progress: COMPLETE } : { kind: 'shipped' }
    const noted = input.parcels.filter((parcel) => !left.includes(parcel)).map((parcel) => parcel.waybill)
    return { kind: 'continue', progress: `noted:${JSON.stringify(noted)}` }
  })
}
