import { EMPTY_LEDGER, rangeOf, type ScanDatabase } from './database.ts'
import type { OutboxState } from './record.ts'

/**
 * The browser has cleared the storage under an open page: what the page still shows as unsent is written down again, in
 * its order and with its ids, before what was made since. Unsent scans older than those are lost, and counted no more.
 */
export async function restoreScans(
  database: ScanDatabase,
  { latest, onServer, operatorId }: Pick<OutboxState, 'latest' | 'onServer' | 'operatorId'>,
): Promise<void> {
  const tx = database.transaction(['scans', 'ledger'], 'readwrite', { durability: 'strict' })
  const [scans, ledgers] = [tx.objectStore('scans'), tx.objectStore('ledger')]
  const before = (await ledgers.get('ledger')) ?? EMPTY_LEDGER
  const shown = latest.flatMap(({ scan, outcome }) => (outcome === null ? [scan] : [])).reverse()
  const found = (await scans.index('byState').getAll(rangeOf('unsent'))).map(({ scan }) => scan)
  const ids = new Set(shown.map(({ id }) => id))
  const since = found.filter(({ id }) => !ids.has(id))
  const lost = shown.length - (found.length - since.length)
  if (lost > 0) {
    for (const { seq } of found) void scans.delete(seq)
    let last = before.nextSeq - 1
    for (const scan of [...shown, ...since]) {
      last = Math.max(last + 1, scan.seq)
      void scans.add({ scan: { ...scan, seq: last }, outcome: null, state: 'unsent' })
    }
    const made = onServer + before.made + lost
    void ledgers.put({ ...before, nextSeq: last + 1, made, answered: onServer, operatorId }, 'ledger')
  }
  await tx.done
}
