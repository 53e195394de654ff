import type { ScanInput } from '@baton/contract'
import { EMPTY_LEDGER, type Ledger, type ScanDatabase } from './database.ts'
import type { NewScan } from './record.ts'

export interface Minted {
  readonly id: string
  readonly now: number
}

export interface Appended {
  readonly scan: ScanInput
  readonly ledger: Ledger
}

/** Gives a scan its number and writes both down in one transaction; resolves once the disk has it. */
export async function appendScan(database: ScanDatabase, done: NewScan, { id, now }: Minted): Promise<Appended> {
  const tx = database.transaction(['scans', 'ledger'], 'readwrite', { durability: 'strict' })
  const written = (async () => {
    const before = (await tx.objectStore('ledger').get('ledger')) ?? EMPTY_LEDGER
    const { nextSeq: seq, offsetMs, operatorId } = before
    const scan = { ...done, id, seq, at: new Date(now).toISOString(), offsetMs, operatorId } as ScanInput
    const ledger = { ...before, nextSeq: seq + 1, made: before.made + 1 }
    await tx.objectStore('scans').add({ scan, outcome: null, state: 'unsent' })
    await tx.objectStore('ledger').put(ledger, 'ledger')
    return { scan, ledger }
  })()
  const [appended] = await Promise.all([written, tx.done])
  return appended
}
