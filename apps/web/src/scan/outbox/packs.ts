import type { FloorFound, FloorOrder, FloorPack, FloorPacks } from '@baton/contract'
import { plainGtin } from '@baton/contract'
import { withOwnPieces } from '../flow/own-pieces.ts'
import type { ScanApi } from './call.ts'
import { isFull } from './database.ts'
import type { PacksKnown } from './packs-here.ts'
import { inPacks } from './packs-store.ts'
import type { ScanRecord } from './record.ts'

/** The packs as they were fetched, for work without network. */
interface KeptPacks extends FloorPacks {
  readonly fetchedAt: number
}

const STORE = 'packs'

export type ScansHere = () => readonly ScanRecord[]

/** Fetches the packs and keeps them for work without network, if there is room: codes, quantities and names of products only. */
export async function fetchPacks(api: Pick<ScanApi, 'packs'>, now: number, scans: ScansHere): Promise<PacksKnown> {
  const { items, orders, asOf } = await api.packs()
  const kept: KeptPacks = {
    items: items.map(({ sku, name, barcode, isSerial }) => ({ sku, name, barcode, isSerial })),
    orders: orders.map(({ id, isBegun, waybills, lines }) => ({ id, isBegun, waybills, lines })),
    ...{ asOf, fetchedAt: now },
  }
  await inPacks((store) => store.put(STORE, kept, STORE)).catch((error: unknown) => {
    if (!isFull(error)) throw error
  })
  return known(kept, scans)
}

/** The packs as they were kept; null: never fetched. `scans`: those of this device, the latest first. */
export async function keptPacks(scans: ScansHere): Promise<PacksKnown | null> {
  const kept: KeptPacks | undefined = await inPacks((store) => store.get(STORE, STORE))
  return kept ? known(kept, scans) : null
}

function known(kept: KeptPacks, scans: ScansHere): PacksKnown {
  const packs = new Map<string, FloorPack>()
  for (const pack of kept.orders) for (const code of [pack.id, ...pack.waybills]) packs.set(code, pack)
  const items = new Map<string, FloorFound>()
  for (const { sku, name, barcode } of kept.items) {
    const found: FloorFound = { kind: 'item', sku, name: name ?? sku, barcode }
    items.set(sku.toUpperCase(), found)
    if (barcode) items.set(plainGtin(barcode.toUpperCase()), found)
  }
  const find = (code: string): FloorFound | null => {
    const pack = packs.get(code)
    if (!pack) return items.get(plainGtin(code.toUpperCase())) ?? null
    return { kind: 'order', order: withOwnPieces(orderOf(pack, kept), [pack.id, ...pack.waybills], scans()) }
  }
  return { find, fetchedAt: kept.fetchedAt }
}

/** Its pieces. A waybill may have come off since: it is bound anew, which the server knows to be no second time. */
function orderOf({ id, isBegun, lines }: FloorPack, { items }: KeptPacks): FloorOrder {
  const state = isBegun ? 'packing' : 'to_ship'
  return {
    ...{ id, state, shown: state, parcels: [], nativeNumber: '', warehouseName: null, dueAt: null },
    ...{ stop: null, stopNote: null, sellerMemo: null, sellerFlag: null, sellerFlagLabel: null },
    lines: lines.flatMap(([place, quantity, lineNumber]) => {
      const item = items[place]
      if (!item) return []
      const { sku, name, barcode, isSerial } = item
      return [{ lineNumber, sku, title: name ?? sku, barcode, quantity, checked: 0, isSerial }]
    }),
  }
}
