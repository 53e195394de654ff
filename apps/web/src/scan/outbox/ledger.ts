import type { ScanInput, ThisDevice } from '@baton/contract'
import { EMPTY_LEDGER, isFull, type Ledger, rangeOf, type ScanDatabase } from './database.ts'

/** Changes what the device knows of itself. */
export async function changeLedger(database: ScanDatabase, change: Partial<Ledger>): Promise<void> {
  const tx = database.transaction('ledger', 'readwrite', { durability: 'strict' })
  const before = (await tx.store.get('ledger')) ?? EMPTY_LEDGER
  void tx.store.put({ ...before, ...change }, 'ledger')
  await tx.done
}

/** How far the server says that this device has counted. */
export type ServerCount = Pick<ThisDevice, 'id' | 'lastSeq'>

export function isBehind({ nextSeq, isCountKnown }: Ledger, { lastSeq }: ServerCount): boolean {
  return lastSeq >= nextSeq || (!isCountKnown && lastSeq > 0)
}

/** Takes up the server's count, which almost always is the device's own. A full storage that numbers on as before may be sent from. */
export async function agreeOnCount(
  database: ScanDatabase,
  server: ServerCount,
  offsetMs: number | null,
): Promise<void> {
  const before = (await database.get('ledger', 'ledger')) ?? EMPTY_LEDGER
  const isOther =
    isBehind(before, server) || (await database.countFromIndex('scans', 'byState', rangeOf('done', server.lastSeq))) > 0
  if (isOther) await import('./seldom.ts').then(({ adoptCount }) => adoptCount(database, server))
  const known = { isCountKnown: true, deviceId: server.id, offsetMs: offsetMs ?? before.offsetMs }
  await changeLedger(database, known).catch((error: unknown) => {
    if (isOther || !isFull(error)) throw error
  })
}

/** The oldest scans without an answer. */
export async function unsentScans(database: ScanDatabase, count: number): Promise<ScanInput[]> {
  const kept = await database.getAllFromIndex('scans', 'byState', rangeOf('unsent'), count)
  return kept.map(({ scan }) => scan)
}
