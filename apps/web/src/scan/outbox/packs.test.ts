import 'fake-indexeddb/auto'
import type { FloorFound, FloorPacks, ScanInput } from '@baton/contract'
import { beforeEach, expect, test, vi } from 'vitest'
import { makeRoom } from './make-room.ts'
import { fetchPacks, keptPacks } from './packs.ts'
import type { ScanRecord } from './record.ts'
import { openTab, serverModel } from './testing.ts'

const ORDER = 'DB2026XK9F2N1L'
const SF = 'SF1234567890123'
const PACKS: FloorPacks = {
  items: [
    { sku: 'Mug-S', name: '搪瓷马克杯', barcode: '06901234567892', isSerial: false },
    { sku: 'LAMP-S', name: null, barcode: null, isSerial: true },
  ],
  orders: [
    {
      id: ORDER,
      isBegun: true,
      waybills: [SF],
      lines: [
        [0, 2, '7001'],
        [1, 1, '7002'],
      ],
    },
  ],
  asOf: '2026-11-28T08:00:00.000Z',
}
const api = { packs: async () => PACKS }
const nothing = () => []
const orderIn = (found: FloorFound | null | undefined) => (found?.kind === 'order' ? found.order : null)

beforeEach(() => {
  indexedDB.deleteDatabase('baton.packs')
})

test('an order is found by its id and its waybill, also by a browser that starts without network', async () => {
  expect(await keptPacks(nothing)).toBeNull()
  await fetchPacks(api, 1000, nothing)
  const kept = await keptPacks(nothing)
  expect(kept?.fetchedAt).toBe(1000)
  expect(orderIn(kept?.find(SF))).toEqual(orderIn(kept?.find(ORDER)))
  expect(orderIn(kept?.find(SF))).toMatchObject({
    ...{ id: ORDER, state: 'packing', stop: null, parcels: [] },
    lines: [
      { lineNumber: '7001', sku: 'Mug-S', title: '搪瓷马克杯', quantity: 2, checked: 0, isSerial: false },
      { lineNumber: '7002', sku: 'LAMP-S', title: 'LAMP-S', quantity: 1, checked: 0, isSerial: true },
    ],
  })
})

test.each(['MUG-S', 'mug-s', '6901234567892', '06901234567892'])('%s is known as an item', async (code) => {
  const packs = await fetchPacks(api, 0, nothing)
  expect(packs.find(code)).toMatchObject({ kind: 'item', sku: 'Mug-S', name: '搪瓷马克杯' })
})

test('what nobody keeps is not known', async () => {
  const packs = await fetchPacks(api, 0, nothing)
  expect(['', 'SF9999999999999', '4006381333931'].map((code) => packs.find(code))).toEqual([null, null, null])
})

test('pieces that this device has scanned are counted, no more of a line than it has', async () => {
  const piece = (item: string, isAnswered = false, code = SF): ScanRecord => ({
    scan: { kind: 'check_item', code, item, serial: null } as ScanInput,
    outcome: isAnswered ? { id: '', answer: 'item_checked', orderId: null, about: null } : null,
  })
  const countsOf = async (...scans: ScanRecord[]) =>
    orderIn((await fetchPacks(api, 0, () => scans)).find(ORDER))?.lines.map((line) => line.checked)
  expect(await countsOf(piece('MUG-S'), piece('6901234567892', false, ORDER))).toEqual([2, 0])
  expect(await countsOf(piece('MUG-S'), piece('MUG-S', true), piece('MUG-S', false, 'SF9999999999999'))).toEqual([2, 0])
  expect(await countsOf(piece('MUG-S'), piece('MUG-S'), piece('MUG-S'), piece('4006381333931'))).toEqual([2, 0])
})

test('nothing but what is needed is kept', async () => {
  const more = { ...PACKS, orders: PACKS.orders.map((one) => ({ ...one, receiver: '张三' })) }
  await fetchPacks({ packs: async () => more }, 0, nothing)
  expect(JSON.stringify(orderIn((await keptPacks(nothing))?.find(SF)))).not.toContain('张三')
  expect(JSON.stringify(await allKept())).not.toContain('张三')
})

test('without room they are still known, and for a scan they make room', async () => {
  const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError')
  })
  expect(orderIn((await fetchPacks(api, 0, nothing)).find(SF))?.id).toBe(ORDER)
  put.mockRestore()
  expect(await keptPacks(nothing)).toBeNull()
  await fetchPacks(api, 0, nothing)
  await makeRoom(await openTab(serverModel()).open())
  expect(await keptPacks(nothing)).toBeNull()
})

function allKept(): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('baton.packs')
    opening.onerror = () => reject(opening.error)
    opening.onsuccess = () => {
      const reading = opening.result.transaction('packs').objectStore('packs').getAll()
      reading.onsuccess = () => {
        opening.result.close()
        resolve(reading.result)
      }
    }
  })
}
