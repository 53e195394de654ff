import { isAccepted, type ScanInput } from '@baton/contract'
import { EMPTY_LEDGER, rangeOf, type ScanDatabase } from './database.ts'
import { isBehind, type ServerCount } from './ledger.ts'

/**
 * Brings the scans in step with a server that counts otherwise. Where the storage is younger than the device, what was
 * made since goes on after the server's count: the ids stay, so a scan that did arrive is still the same scan. Where the
 * server has forgotten accepted scans, as after a restored backup, they are sent again.
 */
export async function adoptCount(database: ScanDatabase, server: ServerCount): Promise<void> {
  const tx = database.transaction(['scans', 'ledger'], 'readwrite', { durability: 'strict' })
  const [scans, ledgers] = [tx.objectStore('scans'), tx.objectStore('ledger')]
  const before = (await ledgers.get('ledger')) ?? EMPTY_LEDGER
  const settled = before.deviceId === server.id ? rangeOf('done', server.lastSeq) : null
  for (const kept of settled ? await scans.index('byState').getAll(settled) : [])
    if (kept.outcome && isAccepted(kept.outcome.answer)) void scans.put({ ...kept, outcome: null, state: 'unsent' })
  if (isBehind(before, server)) {
    const unsent = await scans.index('byState').getAll(rangeOf('unsent'))
    const first = Math.max(server.lastSeq + 1, before.nextSeq)
    for (const { scan } of unsent) void scans.delete(scan.seq)
    for (const [at, kept] of unsent.entries()) {
      const scan: ScanInput = { ...kept.scan, seq: first + at }
      void scans.add({ ...kept, scan })
    }
    void ledgers.put({ ...before, nextSeq: first + unsent.length, isCountKnown: true }, 'ledger')
  }
  await tx.done
}
