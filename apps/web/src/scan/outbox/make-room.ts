import { isAccepted, type ScanOutcome } from '@baton/contract'
import { deleteDB } from 'idb'
import { rangeOf, type ScanDatabase } from './database.ts'
import { PACKS_DATABASE } from './packs-here.ts'
import type { Settled } from './settle.ts'

/** Accepted scans that stay readable on the device. */
export const KEPT_DONE = 500

/** Where an outcome finds no room, its accepted scan goes; a refused one waits to be told again. */
export async function dropAccepted(database: ScanDatabase, outcomes: readonly ScanOutcome[]): Promise<Settled> {
  const tx = database.transaction('scans', 'readwrite', { durability: 'relaxed' })
  const accepted = outcomes.filter(({ answer }) => isAccepted(answer))
  const kept = await Promise.all(accepted.map(({ id }) => tx.store.index('byId').get(id)))
  const unsent = kept.filter((one) => one?.state === 'unsent').flatMap((one) => one ?? [])
  for (const one of unsent) void tx.store.delete(one.scan.seq)
  await tx.done
  return { records: unsent, ledger: null }
}

/** Scans come before all that the device can do without. */
export async function makeRoom(database: ScanDatabase): Promise<void> {
  await deleteDB(PACKS_DATABASE).catch(() => {})
  await pruneScans(database, 0)
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
