import { isAccepted, type ScanOutcome } from '@baton/contract'
import { EMPTY_LEDGER, isFull, type Ledger, rangeOf, type ScanDatabase } from './database.ts'
import type { ScanRecord } from './record.ts'

export interface Settled {
  /** Those whose outcome is new, with it. */
  readonly records: readonly ScanRecord[]
  /** As it counts now; null where there was no room to count. */
  readonly ledger: Ledger | null
}

/**
 * Keeps the outcome that the server has stored of each scan; returns which were new. An outcome that is lost here is
 * asked for again, so the disk need not confirm it. Without room, accepted scans go and refused ones wait to be told again.
 */
export async function settleScans(database: ScanDatabase, outcomes: readonly ScanOutcome[]): Promise<Settled> {
  try {
    return await keepOutcomes(database, outcomes)
  } catch (error) {
    if (!isFull(error)) throw error
    const { dropAccepted } = await import('./seldom.ts')
    return dropAccepted(database, outcomes)
  }
}

async function keepOutcomes(database: ScanDatabase, outcomes: readonly ScanOutcome[]): Promise<Settled> {
  const tx = database.transaction(['scans', 'ledger'], 'readwrite', { durability: 'relaxed' })
  const [scans, ledgers] = [tx.objectStore('scans'), tx.objectStore('ledger')]
  const kept = await Promise.all(outcomes.map((outcome) => scans.index('byId').get(outcome.id)))
  const records: ScanRecord[] = []
  for (const [at, one] of kept.entries()) {
    const outcome = outcomes[at]
    if (!one || !outcome || one.state !== 'unsent') continue
    void scans.put({ scan: one.scan, outcome, state: isAccepted(outcome.answer) ? 'done' : 'refused' })
    records.push({ scan: one.scan, outcome })
  }
  const unsent = await scans.index('byState').count(rangeOf('unsent'))
  const before = (await ledgers.get('ledger')) ?? EMPTY_LEDGER
  const ledger: Ledger = { ...before, answered: before.made - unsent }
  void ledgers.put(ledger, 'ledger')
  await tx.done
  return { records, ledger }
}

/** A person has seen why the scan was refused. */
export async function acknowledgeScan(database: ScanDatabase, id: string): Promise<void> {
  const tx = database.transaction('scans', 'readwrite', { durability: 'strict' })
  const kept = await tx.store.index('byId').get(id)
  if (kept?.state === 'refused') void tx.store.put({ ...kept, state: 'done' })
  await tx.done
}
