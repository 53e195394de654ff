import { type FloorOrder, isAccepted, type ScanInput } from '@baton/contract'
import type { ScanRecord } from '../outbox/record.ts'
import { lineOf } from './pack-next.ts'

/**
 * An order with no fewer pieces checked than this device has scanned for it since packing began and nobody has refused:
 * who told of it may not have heard of them. `scans`: those of this device, the latest first; `names`: what it is scanned by.
 */
export function withOwnPieces(order: FloorOrder, names: readonly string[], scans: readonly ScanRecord[]): FloorOrder {
  const own = order.lines.map((line) => ({ ...line, checked: 0 }))
  const starts = new Set(scans.flatMap(({ scan }) => (isOf(scan, 'pack_start', names) ? scan.id : [])))
  for (const { scan, outcome } of scans) {
    if (scan.kind === 'undo' && starts.has(scan.scanId)) break
    if (!isOf(scan, 'check_item', names) || (outcome && !isAccepted(outcome.answer))) continue
    const line = lineOf(own, scan.item)
    if (line && line.checked < line.quantity) line.checked += 1
  }
  return { ...order, lines: atLeast(order, own) }
}

/** Each line with no fewer pieces than another count has. */
export function atLeast({ lines }: FloorOrder, counts: FloorOrder['lines']): FloorOrder['lines'] {
  const known = new Map(counts.map((line) => [line.lineNumber, line.checked]))
  return lines.map((line) => ({ ...line, checked: Math.max(line.checked, known.get(line.lineNumber) ?? 0) }))
}

/** Whether a piece of it was scanned that nobody has answered yet. */
export function hasUnanswered(names: readonly string[], scans: readonly ScanRecord[]): boolean {
  return scans.some(({ scan, outcome }) => !outcome && isOf(scan, 'check_item', names))
}

function isOf<Kind extends 'pack_start' | 'check_item'>(
  scan: ScanInput,
  kind: Kind,
  names: readonly string[],
): scan is Extract<ScanInput, { kind: Kind }> {
  return scan.kind === kind && names.includes((scan as { code: string }).code)
}
