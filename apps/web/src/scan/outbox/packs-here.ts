import type { FloorFound } from '@baton/contract'

/** Apart from the scans, so that it may be dropped as a whole where they need the room. */
export const PACKS_DATABASE = 'baton.packs'

/** What this device knows of the orders that its warehouse packs. */
export interface PacksKnown {
  readonly find: (code: string) => FloorFound | null
  /** This device's time when it came. */
  readonly fetchedAt: number
}

let known: PacksKnown | null = null
const listeners = new Set<() => void>()

export function holdPacks(packs: PacksKnown | null): void {
  known = packs
  for (const listener of listeners) listener()
}

/** Hears that more may be known than before, until the returned function is called. */
export function hearPacks(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** What is kept of an order, by its id or a waybill, or of an item; null: nothing. */
export function findKept(code: string): FloorFound | null {
  return known?.find(code) ?? null
}

/** On this device's clock; null: this device has never heard them. */
export function packsFetchedAt(): number | null {
  return known?.fetchedAt ?? null
}
