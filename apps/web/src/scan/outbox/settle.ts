import { isAccepted, type ScanOutcome } from '@baton/contract'
import { EMPTY_LEDGER, isFull, type Ledger, rangeOf, type ScanDatabase } from './database.ts'
import type { ScanRecord } from './record.ts'

/** Accepted scans that stay readable on the device. */
export const KEPT_DONE = 500

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

async function dropAccepted(database: ScanDatabase, outcomes: readonly ScanOutcome[]): Promise<Settled> {
  const tx = database.transaction('scans', 'readwrite', { durability: 'relaxed' })
  const accepted = outcomes.filter(({ answer }) => isAccepted(answer))
  const kept = await Promise.all(accepted.map(({ id }) => tx.store.index('byId').get(id)))
  const unsent = kept.filter((one) => one?.state === 'unsent').flatMap((one) => one ?? [])
  for (const one of unsent) void tx.store.delete(one.scan.seq)
  await tx.done
  return { records: unsent, ledger: null }
}

/** A person has seen why the scan was refused. */
export async function acknowledgeScan(database: ScanDatabase, id: string): Promise<void> {
  const tx = database.transaction('scans', 'readwrite', { durability: 'strict' })
  const kept = await tx.store.index('byId').get(id)
  if (kept?.state === 'refused') void tx.store.put({ ...kept, state: 'done' })
  await tx.done
}

/** Forgets the oldest accepted scans beyond those that are kept. */
export async function pruneScans(database: ScanDatabase, kept = KEPT_DONE): Promise<void> {
  const tx = database.transaction('scans', 'readwrite', { durability: 'relaxed' })
  const surplus = (await tx.store.index('byState').count(rangeOf('done'))) - kept
  if (surplus > 0) {
    const oldest = await tx.store.index('byState').getAllKeys(rangeOf('done'), surplus)
    for (const seq of oldest) void tx.store.delete(seq)
  }
  await tx.done
}
