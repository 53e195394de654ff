import type { ScanInput } from '@baton/contract'
import { unwrap } from 'idb'
import { EMPTY_LEDGER, type KeptScan, type Ledger, type ScanDatabase } from './database.ts'
import type { NewScan } from './record.ts'

export interface Minted {
  readonly id: string
  readonly now: number
}

export interface Appended {
  readonly scan: ScanInput
  readonly ledger: Ledger
}

/**
 * Gives a scan its number and writes both down in one transaction; resolves once the disk has it. Raw requests: the
 * beep waits for every turn of the page's work between them, so there is one only.
 */
export function appendScan(database: ScanDatabase, done: NewScan, { id, now }: Minted): Promise<Appended> {
  const tx = unwrap(database).transaction(['scans', 'ledger'], 'readwrite', { durability: 'strict' })
  const [scans, ledgers] = [tx.objectStore('scans'), tx.objectStore('ledger')]
  return new Promise((resolve, reject) => {
    const read: IDBRequest<Ledger | undefined> = ledgers.get('ledger')
    read.onsuccess = () => {
      const before = read.result ?? EMPTY_LEDGER
      const { nextSeq: seq, offsetMs, operatorId } = before
      const scan = { ...done, id, seq, at: new Date(now).toISOString(), offsetMs, operatorId } as ScanInput
      const ledger: Ledger = { ...before, nextSeq: seq + 1, made: before.made + 1 }
      const kept: KeptScan = { scan, outcome: null, state: 'unsent' }
      tx.oncomplete = () => resolve({ scan, ledger })
      try {
        scans.add(kept)
        ledgers.put(ledger, 'ledger')
        tx.commit()
      } catch (error) {
        reject(error)
        tx.abort()
      }
    }
    tx.onabort = () => reject(tx.error)
  })
}
