import { isAccepted, type ScanOutcome } from '@baton/contract'
import { EMPTY_LEDGER, isFull, rangeOf, type ScanDatabase } from './database.ts'

/** Accepted scans that stay readable on the device. */
export const KEPT_DONE = 500

/**
 * Keeps the outcome that the server has stored of each scan; returns how many were new. An outcome that is lost here is
 * asked for again, so the disk need not confirm it. Without room, accepted scans go and refused ones wait to be told again.
 */
export async function settleScans(database: ScanDatabase, outcomes: readonly ScanOutcome[]): Promise<number> {
  try {
    return await keepOutcomes(database, outcomes)
  } catch (error) {
    if (!isFull(error)) throw error
    return dropAccepted(database, outcomes)
  }
}

async function keepOutcomes(database: ScanDatabase, outcomes: readonly ScanOutcome[]): Promise<number> {
  const tx = database.transaction(['scans', 'ledger'], 'readwrite', { durability: 'relaxed' })
  const [scans, ledgers] = [tx.objectStore('scans'), tx.objectStore('ledger')]
  const kept = await Promise.all(outcomes.map((outcome) => scans.index('byId').get(outcome.id)))
  let settled = 0
  for (const [at, one] of kept.entries()) {
    const outcome = outcomes[at]
    if (!one || !outcome || one.state !== 'unsent') continue
    void scans.put({ scan: one.scan, outcome, state: isAccepted(outcome.answer) ? 'done' : 'refused' })
    settled += 1
  }
  const unsent = await scans.index('byState').count(rangeOf('unsent'))
  const ledger = (await ledgers.get('ledger')) ?? EMPTY_LEDGER
  void ledgers.put({ ...ledger, answered: ledger.made - unsent }, 'ledger')
  await tx.done
  return settled
}

async function dropAccepted(database: ScanDatabase, outcomes: readonly ScanOutcome[]): Promise<number> {
  const tx = database.transaction('scans', 'readwrite', { durability: 'relaxed' })
  const accepted = outcomes.filter(({ answer }) => isAccepted(answer))
  const kept = await Promise.all(accepted.map(({ id }) => tx.store.index('byId').get(id)))
  const unsent = kept.filter((one) => one?.state === 'unsent')
  for (const one of unsent) if (one) void tx.store.delete(one.scan.seq)
  await tx.done
  return unsent.length
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
