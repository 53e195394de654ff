import type { FloorFound } from '@baton/contract'
import { scanApi } from './call.ts'
import { fetchItemCodes, type ItemCodesKnown, keptItemCodes } from './item-codes.ts'
import { outbox } from './outbox.ts'
import { fetchPacks, keptPacks } from './packs.ts'
import { holdPacks, type PacksKnown } from './packs-here.ts'

/** A newer order is packed without network after this time at the earliest. */
const FRESH_MS = 5 * 60_000

const scansHere = () => outbox.get().latest

let asked = Number.NEGATIVE_INFINITY
let packs: PacksKnown | null = null
let codes: ItemCodesKnown | null = null

/** Asks for the packs anew where they are older than five minutes; without network, what was kept stays. */
export async function refreshPacks(): Promise<void> {
  await outboxRead()
  if (packs === null) {
    codes = await keptItemCodes()
    hold(await keptPacks(scansHere))
  }
  if (performance.now() - asked < FRESH_MS) return
  hold(await fetchPacks(scanApi, Date.now(), scansHere))
  const before = codes
  codes = await fetchItemCodes(scanApi, before)
  if (codes !== before) hold(packs)
  asked = performance.now()
}

/** An item that goes into none of the parcels is known by its code alone. */
function hold(told: PacksKnown | null): void {
  packs = told
  const find = (code: string): FloorFound | null => {
    const found = told?.find(code) ?? null
    return found === null && codes?.has(code) ? { kind: 'item', sku: code, name: code, barcode: null } : found
  }
  holdPacks(told && { ...told, find })
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
