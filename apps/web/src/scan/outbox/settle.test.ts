import 'fake-indexeddb/auto'
import { expect, test, vi } from 'vitest'
import { rangeOf } from './database.ts'
import { KEPT_DONE, pruneScans } from './make-room.ts'
import { settleScans } from './settle.ts'
import { openTab, serverModel } from './testing.ts'

const accepted = (id: string) => ({ id, answer: 'packing_started' as const, orderId: null, about: null })

test('an outcome that comes twice counts once', async () => {
  const server = serverModel()
  server.device = null
  const outbox = openTab(server)
  const { id } = await outbox.append({ kind: 'clock_out' })
  const database = await outbox.open()
  expect((await settleScans(database, [accepted(id)])).records).toHaveLength(1)
  expect((await settleScans(database, [accepted(id)])).records).toHaveLength(0)
  expect((await database.get('ledger', 'ledger'))?.answered).toBe(1)
})

test('an outcome of a scan that this device never made changes nothing', async () => {
  const outbox = openTab(serverModel())
  const database = await outbox.open()
  expect((await settleScans(database, [accepted('01900000-0000-7000-8000-000000000009')])).records).toHaveLength(0)
})

test('the latest accepted scans stay, refused ones and those unsent always', async () => {
  const server = serverModel()
  server.device = null
  const outbox = openTab(server)
  const scans = []
  for (let count = 0; count < 12; count += 1) scans.push(await outbox.append({ kind: 'clock_out' }))
  const database = await outbox.open()
  const outcomes = scans.slice(0, 10).map(({ id }) => accepted(id))
  const [first] = outcomes
  if (first) outcomes[0] = { ...first, answer: 'held' as never }
  await settleScans(database, outcomes)
  await pruneScans(database, 4)
  const seqs = async (state: 'done' | 'refused' | 'unsent') =>
    (await database.getAllFromIndex('scans', 'byState', rangeOf(state))).map(({ scan }) => scan.seq)
  expect(await seqs('done')).toEqual([7, 8, 9, 10])
  expect(await seqs('refused')).toEqual([1])
  expect(await seqs('unsent')).toEqual([11, 12])
  expect(KEPT_DONE).toBe(500)
})

test('without room for outcomes accepted scans go, and refused ones wait to be told again', async () => {
  const server = serverModel()
  server.device = null
  const outbox = openTab(server)
  const scans = []
  for (let count = 0; count < 3; count += 1) scans.push(await outbox.append({ kind: 'clock_out' }))
  const [first, second, third] = scans.map(({ id }) => id)
  const database = await outbox.open()
  const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError')
  })
  const refused = { ...accepted(second ?? ''), answer: 'held' as const }
  expect((await settleScans(database, [accepted(first ?? ''), refused])).records).toHaveLength(1)
  put.mockRestore()
  const kept = await database.getAll('scans')
  expect(kept.map(({ scan, state }) => [scan.id, state])).toEqual([
    [second, 'unsent'],
    [third, 'unsent'],
  ])
  expect((await settleScans(database, [refused, accepted(third ?? '')])).records).toHaveLength(2)
  expect(await database.get('ledger', 'ledger')).toMatchObject({ made: 3, answered: 3 })
})
