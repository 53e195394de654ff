import type { ScanInput } from '@baton/contract'
import { EMPTY_LEDGER, isFull, type Ledger, rangeOf, type ScanDatabase } from './database.ts'

/** Changes what the device knows of itself. */
export async function changeLedger(database: ScanDatabase, change: Partial<Ledger>): Promise<void> {
  const tx = database.transaction('ledger', 'readwrite', { durability: 'strict' })
  const before = (await tx.store.get('ledger')) ?? EMPTY_LEDGER
  void tx.store.put({ ...before, ...change }, 'ledger')
  await tx.done
}

/**
 * Takes up the server's count. Where the storage is younger than the device, what was made since goes on after it: the
 * ids stay, so a scan that did arrive is still the same scan. A full storage that numbers on as before may be sent from.
 */
export async function adoptCount(database: ScanDatabase, lastSeq: number, offsetMs: number | null): Promise<void> {
  const tx = database.transaction(['scans', 'ledger'], 'readwrite', { durability: 'strict' })
  const [scans, ledgers] = [tx.objectStore('scans'), tx.objectStore('ledger')]
  const before = (await ledgers.get('ledger')) ?? EMPTY_LEDGER
  const isBehind = lastSeq >= before.nextSeq || (!before.isCountKnown && lastSeq > 0)
  const unsent = isBehind ? await scans.index('byState').getAll(rangeOf('unsent')) : []
  const first = Math.max(lastSeq + 1, before.nextSeq)
  for (const { scan } of unsent) void scans.delete(scan.seq)
  for (const [at, kept] of unsent.entries()) {
    const scan: ScanInput = { ...kept.scan, seq: first + at }
    void scans.add({ ...kept, scan })
  }
  const nextSeq = isBehind ? first + unsent.length : before.nextSeq
  void ledgers.put({ ...before, nextSeq, isCountKnown: true, offsetMs: offsetMs ?? before.offsetMs }, 'ledger')
  await tx.done.catch((error: unknown) => {
    if (isBehind || !isFull(error)) throw error
  })
}

/** The oldest scans without an answer. */
export async function unsentScans(database: ScanDatabase, count: number): Promise<ScanInput[]> {
  const kept = await database.getAllFromIndex('scans', 'byState', rangeOf('unsent'), count)
  return kept.map(({ scan }) => scan)
}
