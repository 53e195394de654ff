import {
  type CarrierCode,
  type Code,
  carrierOfWaybill,
  type FloorLine,
  type FloorOrder,
  MAX_CODE_LENGTH,
  plainGtin,
  type ScanAnswer,
} from '@baton/contract'
import type { Packing, Scan, Situation, Step } from './flow.ts'
import { orderOf } from './foresee.ts'
import { startNext } from './start-next.ts'

/** With a parcel in hand: its items, its waybill, its slip, or the next parcel. */
export function packNext(scan: Scan, situation: Situation, flow: Packing): Step {
  const { code, text } = scan
  if (flow.serialFor !== null) return takeSerial(scan, situation, flow)
  if (isItemHere(code, flow, situation)) return checkItem(itemOf(code, text), flow)
  if (flow.carrierFor !== null && !('text' in code && code.text === flow.carrierFor))
    return { do: 'refuse', refusal: 'carrier_first', flow }
  if (code.kind === 'order') return slip(scan, situation, flow)
  if (code.kind === 'waybill') return label(scan, situation, flow)
  return { do: 'refuse', refusal: 'no_code', flow }
}

/** A barcode of digits, or a SKU printed as one, reads like a waybill: the order's lines tell. */
function isItemHere(code: Code, flow: Packing, { known }: Situation): boolean {
  if (code.kind === 'item') return true
  if (code.kind !== 'waybill') return false
  if (code.text === flow.waybill || known.found?.kind === 'order') return false
  if (known.found?.kind === 'item' || lineOf(linesOf(flow.order), code.text)) return true
  return code.mayBeItem && code.carrier === null
}

interface Item {
  readonly text: string
  readonly serial: string | null
}

function itemOf(code: Code, text: string): Item {
  if (code.kind === 'item') return code
  return { text: 'text' in code ? code.text : text, serial: null }
}

/** The line that one item belongs to; of several the first that is not complete. */
export function lineOf<Line extends FloorLine>(lines: readonly Line[], item: string): Line | undefined {
  const [wanted, plain] = [item.toUpperCase(), plainGtin(item.toUpperCase())]
  const fits = (line: Line) =>
    plainGtin(line.barcode?.toUpperCase() ?? '') === plain || line.sku?.toUpperCase() === wanted
  const fitting = lines.filter(fits)
  return fitting.find((line) => line.checked < line.quantity) ?? fitting[0]
}

function linesOf(order: FloorOrder | null): readonly FloorLine[] {
  return order?.lines ?? []
}

function checkItem(item: Item, flow: Packing): Step {
  const line = lineOf(linesOf(flow.order), item.text)
  const isFull = line !== undefined && line.checked >= line.quantity
  if (line?.isSerial && item.serial === null && !isFull)
    return { do: 'go', flow: { ...flow, serialFor: item.text }, note: 'next' }
  const foreseen = flow.order === null ? null : foreseeItem(line)
  return recordItem(item, flow, foreseen)
}

function foreseeItem(line: FloorLine | undefined): ScanAnswer | null {
  if (!line) return 'wrong_item'
  return line.checked >= line.quantity ? 'too_many' : null
}

/** Any text may be a serial number, but not what a parcel is known by, nor what names an item of the order. */
function takeSerial({ code, text }: Scan, { known }: Situation, flow: Packing): Step {
  const item = flow.serialFor ?? ''
  if (code.kind === 'item' && code.serial !== null) return checkItem(code, { ...flow, serialFor: null })
  if (code.kind === 'badge') return { do: 'ask', question: { kind: 'pin', badge: code.text }, flow }
  const named = 'text' in code ? code.text : text
  if (plainGtin(named) === plainGtin(item)) return { do: 'go', flow, note: 'again' }
  if (known.stop || orderOf(known.found) || lineOf(linesOf(flow.order), named))
    return { do: 'refuse', refusal: 'serial_first', flow }
  if (text === '') return { do: 'refuse', refusal: 'empty', flow }
  if (text.length > MAX_CODE_LENGTH) return { do: 'refuse', refusal: 'too_long', flow }
  return recordItem({ text: item, serial: text }, { ...flow, serialFor: null }, null)
}

function recordItem({ text, serial }: Item, flow: Packing, foreseen: ScanAnswer | null): Step {
  return {
    do: 'record',
    scan: { kind: 'check_item', code: flow.code, item: text, serial },
    flow: foreseen === null ? { ...flow, order: counted(flow.order, text) } : flow,
    foreseen,
  }
}

function counted(order: FloorOrder | null, item: string): FloorOrder | null {
  const line = lineOf(linesOf(order), item)
  if (!order || !line) return order
  return { ...order, lines: order.lines.map((one) => (one === line ? { ...one, checked: one.checked + 1 } : one)) }
}

/** A packing slip: of the parcel in hand, of a waybill that nobody knew yet, or of the next order. */
function slip(scan: Scan, situation: Situation, flow: Packing): Step {
  const { code } = scan
  if (code.kind !== 'order' || code.text === flow.orderId) return { do: 'go', flow, note: 'again' }
  const order = orderOf(situation.known.found)
  const isUnbound = flow.orderId === null && flow.waybill !== null
  const isBound = order !== null && order.parcels.length > 0
  const isStopped = order?.stop ? order.stop !== 'address_changed' : isBound
  if (!isUnbound || isStopped) return startNext(scan, situation)
  return bind(flow.waybill ?? '', {
    ...flow,
    code: code.text,
    orderId: code.text,
    order,
    isKept: order !== null && !situation.known.heard,
  })
}

function label(scan: Scan, situation: Situation, flow: Packing): Step {
  const { code } = scan
  if (code.kind !== 'waybill' || code.text === flow.waybill) return { do: 'go', flow, note: 'again' }
  const { orderId, order } = flow
  const other = orderOf(situation.known.found)
  if (order?.parcels.some((parcel) => parcel.waybill === code.text))
    return { do: 'go', flow: { ...flow, waybill: code.text }, note: 'again' }
  const isWanted = flow.wantsWaybill || (flow.waybill === null && (order?.parcels.length ?? 0) === 0)
  if (orderId === null || !isWanted || (other && other.id !== orderId) || situation.known.stop)
    return startNext(scan, situation)
  return bind(code.text, flow)
}

/** Its number tells whose waybill it is, or the person is asked. */
function bind(waybill: string, flow: Packing): Step {
  const carrier = carrierOfWaybill(waybill)
  if (carrier === null) return { do: 'go', flow: { ...flow, carrierFor: waybill }, note: 'next' }
  return bindTo(flow, waybill, carrier)
}

/** The waybill belongs to the order in hand. */
export function bindTo(flow: Packing, waybill: string, carrier: CarrierCode): Step {
  return {
    do: 'record',
    scan: { kind: 'bind', orderId: flow.orderId ?? '', waybill, carrier },
    flow: { ...flow, waybill, wantsWaybill: false, carrierFor: null },
    foreseen: null,
  }
}
