import 'fake-indexeddb/auto'
import { expect, test, vi } from 'vitest'
import { fetchStops, keptStops } from './stops.ts'
import { openTab, serverModel } from './testing.ts'

test('the stops are found by their codes, waybill or order, also by a browser that starts without network', async () => {
  const server = serverModel()
  const outbox = openTab(server)
  const database = await outbox.open()
  expect(await keptStops(database)).toBeNull()
  const stop = {
    code: 'SF1234567890123',
    orderId: 'DB2026XK9F2N1L',
    ...{ answer: 'address_changed' as const, about: null, name: '张三' },
  }
  const api = { ...server.api, stops: async () => ({ stops: [stop], asOf: '2026-11-28T08:00:00.000Z' }) }
  await fetchStops(database, api, 1000)
  const kept = await keptStops(database)
  expect(kept?.answers.get('SF1234567890123')).toBe('address_changed')
  expect(kept?.answers.has('DB2026XK9F2N1L')).toBe(false)
  expect(kept).toMatchObject({ asOf: '2026-11-28T08:00:00.000Z', fetchedAt: 1000 })
  expect(JSON.stringify(await database.get('stops', 'stops'))).not.toContain('张三')
})

test('without room for them the stops are still heard', async () => {
  const server = serverModel()
  const outbox = openTab(server)
  const database = await outbox.open()
  const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError')
  })
  expect(await fetchStops(database, server.api, 7)).toMatchObject({ fetchedAt: 7 })
  put.mockRestore()
  expect(await keptStops(database)).toBeNull()
})
