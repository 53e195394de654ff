import { scanApi } from './call.ts'
import { outbox } from './outbox.ts'
import { fetchPacks, keptPacks } from './packs.ts'
import { holdPacks, packsFetchedAt } from './packs-here.ts'

/** A newer order is packed without network after this time at the earliest. */
const FRESH_MS = 5 * 60_000

const scansHere = () => outbox.get().latest

let asked = Number.NEGATIVE_INFINITY

/** Asks for the packs anew where they are older than five minutes; without network, what was kept stays. */
export async function refreshPacks(): Promise<void> {
  await outboxRead()
  if (packsFetchedAt() === null) holdPacks(await keptPacks(scansHere))
  if (performance.now() - asked < FRESH_MS) return
  holdPacks(await fetchPacks(scanApi, Date.now(), scansHere))
  asked = performance.now()
}

/** What was scanned before this page was opened is counted. */
async function outboxRead(): Promise<void> {
  while (outbox.get().storage === 'loading')
    await new Promise<void>((resolve) => {
      const unhear = outbox.subscribe(() => {
        unhear()
        resolve()
      })
    })
}
