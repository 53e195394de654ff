import type { OrderRecord } from './order.ts'

/** The columns of an order that JSON carries as text. */
const INSTANTS = [
  'orderedAt',
  'paidAt',
  'shippedAt',
  'shipBy',
  'lockedUntil',
  'recordedAt',
  'updatedAt',
  'archivedAt',
  'erasedAt',
] as const

/** The row of an order after these events' patches, oldest first; replayed from the first one they give it whole. */
export function foldPatches(patches: readonly Readonly<Record<string, unknown>>[]): OrderRecord {
  const folded: Record<string, unknown> = {}
  for (const patch of patches) Object.assign(folded, patch)
  for (const name of INSTANTS) if (typeof folded[name] === 'string') folded[name] = new Date(folded[name])
  return folded as unknown as OrderRecord
}
