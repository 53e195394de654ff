import { plainGtin, type ScanInput } from '@baton/contract'
import type { FloorFault } from '../orders/index.ts'
import type { Facts, LineFact, PackedItem } from './facts.ts'

export interface CheckedItem {
  /** The order that wants it; of several without one, the first. */
  readonly orderId: string
  readonly fault: FloorFault | null
  readonly item: PackedItem | null
}

/** Which line of which order in the parcel a piece belongs to, or what is wrong with it. */
export function checkItem(
  facts: Facts,
  orderIds: readonly string[],
  scan: ScanInput & { kind: 'check_item' },
): CheckedItem {
  const [first = ''] = orderIds
  const lines = orderIds.flatMap((id) => facts.lines.get(id) ?? [])
  const fitting = lines.filter((line) => isItem(line, scan.item))
  if (fitting.length === 0) return { orderId: first, fault: 'wrong_item', item: null }
  const open = fitting.find((line) => countPacked(facts, line) < line.quantity)
  const [named] = fitting
  if (!open) return { orderId: named?.orderId ?? first, fault: 'too_many', item: null }
  const isNumbered = scan.serial !== null && !lines.some((line) => isItem(line, scan.serial ?? ''))
  const fault = serialFault(facts, open, isNumbered ? scan.serial : null)
  if (fault) return { orderId: open.orderId, fault, item: null }
  const { orderId, lineNumber, sku } = open
  const serial = open.hasSerial ? scan.serial : null
  return { orderId, fault: null, item: { scanId: scan.id, orderId, lineNumber, sku: sku ?? scan.item, serial } }
}

/** By barcode or by SKU; a barcode may be written with the zeros that fill it up. */
function isItem(line: LineFact, item: string): boolean {
  const text = item.toUpperCase()
  if (line.sku?.toUpperCase() === text) return true
  return line.barcode !== null && plainGtin(line.barcode) === plainGtin(text)
}

function countPacked(facts: Facts, line: LineFact): number {
  return facts.packed.filter((one) => one.orderId === line.orderId && one.lineNumber === line.lineNumber).length
}

/** `serial`: null as well where it is no number of its own but names an item of the parcel. */
function serialFault(facts: Facts, line: LineFact, serial: string | null): FloorFault | null {
  if (!line.hasSerial) return null
  if (!serial) return 'serial_missing'
  return facts.packed.some((one) => one.sku === line.sku && one.serial === serial) ? 'serial_used' : null
}
