import 'fake-indexeddb/auto'
import type { ScanAnswer } from '@baton/contract'
import fc from 'fast-check'
import { deleteDB, openDB } from 'idb'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { OutboxFailure } from './create-outbox.ts'
import type { NewScan, OutboxState } from './record.ts'
import { deviceNamed, type Fate, freshName, openTab, serverModel, sharedBrowser } from './testing.ts'

/** A busy machine is no failure. */
const PATIENCE_MS = 20_000
const SCAN: NewScan = { kind: 'pack_start', code: 'SF1234567890123' }

afterEach(() => {
  vi.restoreAllMocks()
})

async function until(outbox: { get: () => OutboxState }, holds: (state: OutboxState) => boolean): Promise<OutboxState> {
  await vi.waitFor(() => expect(holds(outbox.get())).toBe(true), { interval: 2, timeout: PATIENCE_MS })
  return outbox.get()
}

describe('a scan is written down', () => {
  test('with its number, its time and who held the device', async () => {
    const outbox = openTab(serverModel())
    await outbox.setOperator('staff-7')
    const first = await outbox.append(SCAN)
    const second = await outbox.append(SCAN)
    expect(first).toMatchObject({ seq: 1, operatorId: 'staff-7', offsetMs: null, at: '2026-11-28T07:59:00.000Z' })
    expect(second.seq).toBe(2)
    expect(first.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(outbox.get()).toMatchObject({ storage: 'ready', onDevice: 2, onServer: 0 })
  })

  test('and survives the browser: another start finds it', async () => {
    const [server, databaseName] = [serverModel(), freshName()]
    server.fates = ['dies_before']
    const scan = await openTab(server, { databaseName }).append(SCAN)
    const later = openTab(server, { databaseName })
    later.start()
    await until(later, (state) => state.onServer === 1)
    expect(server.taken).toEqual([scan])
  })

  test('by many taps at once: each has its own number, in order', async () => {
    const outbox = openTab(serverModel())
    const scans = await Promise.all(Array.from({ length: 40 }, () => outbox.append(SCAN)))
    expect(scans.map(({ seq }) => seq)).toEqual(Array.from({ length: 40 }, (_, at) => at + 1))
  })

  test('or refused loudly, where the disk is full and nothing can make room', async () => {
    const outbox = openTab(serverModel())
    await outbox.append(SCAN)
    const add = vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError')
    })
    await expect(outbox.append(SCAN)).rejects.toMatchObject({ storage: 'full' })
    expect(outbox.get()).toMatchObject({ storage: 'full', onDevice: 1 })
    add.mockRestore()
    expect((await outbox.append(SCAN)).seq).toBe(2)
    expect(outbox.get()).toMatchObject({ storage: 'ready', onDevice: 2 })
  })

  test('or refused loudly, where there is no storage', async () => {
    const outbox = openTab(serverModel())
    vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('private', 'SecurityError')
    })
    await expect(outbox.append(SCAN)).rejects.toBeInstanceOf(OutboxFailure)
    expect(outbox.get().storage).toBe('broken')
  })
})

describe('a newer version of the pages makes the storage its own', () => {
  test('under an open page: it gives way, and keeps nothing more', async () => {
    const [server, databaseName] = [serverModel(), freshName()]
    server.fates = ['request_lost']
    const outbox = openTab(server, { databaseName })
    const scan = await outbox.append(SCAN)
    const newer = await openDB(databaseName, 2)
    await until(outbox, ({ storage }) => storage === 'newer')
    await expect(outbox.append(SCAN)).rejects.toMatchObject({ storage: 'newer' })
    expect(await newer.getAll('scans')).toMatchObject([{ scan, state: 'unsent' }])
  })

  test('before an older page is opened: it says so', async () => {
    const databaseName = freshName()
    await openDB(databaseName, 2)
    const outbox = openTab(serverModel(), { databaseName })
    outbox.start()
    await until(outbox, ({ storage }) => storage === 'newer')
  })
})

describe('the server is told', () => {
  test('in calls of at most 200, oldest first', async () => {
    const server = serverModel()
    const outbox = openTab(server)
    for (let count = 0; count < 450; count += 1) await outbox.append(SCAN)
    await outbox.settled()
    expect(server.taken.map(({ seq }) => seq)).toEqual(Array.from({ length: 450 }, (_, at) => at + 1))
    expect(Math.max(...server.batches)).toBeLessThanOrEqual(200)
  })

  test('with the clock’s distance as it was measured', async () => {
    const outbox = openTab(serverModel())
    outbox.start()
    await outbox.settled()
    expect(await outbox.append(SCAN)).toMatchObject({ offsetMs: 60_000 })
  })

  test('a refusal stays until a person has seen it', async () => {
    const server = serverModel()
    const outbox = openTab(server, { mint: () => '01900000-0000-7000-8000-000000000001' })
    server.answers.set('01900000-0000-7000-8000-000000000001', 'wrong_truck')
    const { id } = await outbox.append(SCAN)
    const state = await until(outbox, ({ onServer }) => onServer === 1)
    expect(state.refused.map(({ outcome }) => outcome?.answer)).toEqual(['wrong_truck'])
    await outbox.acknowledge(id)
    expect(outbox.get()).toMatchObject({ refused: [], onDevice: 1, onServer: 1 })
    expect(outbox.get().latest[0]?.outcome?.answer).toBe('wrong_truck')
  })

  test('what it answers is on the screen as another start reads it from the storage', async () => {
    const [server, databaseName] = [serverModel(), freshName()]
    const ids = Array.from({ length: 60 }, (_, at) => `01900000-0000-7000-8000-0000000001${at + 10}`)
    const minted = [...ids]
    for (const at of [3, 40, 59]) server.answers.set(ids[at] ?? '', 'wrong_truck')
    const outbox = openTab(server, { databaseName, mint: () => minted.shift() ?? '' })
    outbox.start()
    for (let count = 0; count < ids.length; count += 1) {
      await outbox.append(SCAN)
      if (count % 7 === 0) await outbox.settled()
    }
    await outbox.settled()
    const later = openTab(server, { databaseName })
    later.start()
    await until(later, ({ storage }) => storage === 'ready')
    const { sending: _, ...shown } = await until(outbox, ({ onServer }) => onServer === 60)
    expect(later.get()).toMatchObject(shown)
    expect(shown.refused.map(({ scan }) => scan.seq)).toEqual([4, 41, 60])
    expect(shown.latest).toHaveLength(60)
  })

  test('a device that the server does not know keeps everything and goes on once it is enrolled', async () => {
    const server = serverModel()
    server.device = null
    const outbox = openTab(server)
    await outbox.append(SCAN)
    await until(outbox, ({ sending }) => sending === 'stopped')
    expect(outbox.get()).toMatchObject({ onDevice: 1, onServer: 0 })
    server.device = deviceNamed('d1')
    outbox.restart()
    await until(outbox, ({ onServer }) => onServer === 1)
    expect(outbox.get().sending).not.toBe('stopped')
  })

  test('a revoked device is stopped; what it made still reaches the server, where it waits for a person', async () => {
    const server = serverModel()
    server.device = { ...deviceNamed('d1'), isRevoked: true }
    const outbox = openTab(server, { mint: () => '01900000-0000-7000-8000-000000000002' })
    server.answers.set('01900000-0000-7000-8000-000000000002', 'quarantined')
    await outbox.append(SCAN)
    const state = await until(outbox, ({ onServer }) => onServer === 1)
    await outbox.settled()
    expect(state.refused.map(({ outcome }) => outcome?.answer)).toEqual(['quarantined'])
    expect(outbox.get().sending).toBe('stopped')
  })

  test('a page that was left and opened again goes on sending', async () => {
    const server = serverModel()
    const outbox = openTab(server)
    outbox.start()()
    await outbox.append(SCAN)
    outbox.start()
    await until(outbox, ({ onServer }) => onServer === 1)
  })

  test('one scan that cannot be read holds up no other', async () => {
    const server = serverModel()
    server.device = null
    const outbox = openTab(server)
    const scans = []
    for (let count = 0; count < 9; count += 1) scans.push(await outbox.append(SCAN))
    await until(outbox, ({ sending }) => sending === 'stopped')
    server.unreadable.add(scans[4]?.id ?? '')
    server.device = deviceNamed('d1')
    outbox.restart()
    const state = await until(outbox, ({ onServer }) => onServer === 9)
    expect(server.taken.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 6, 7, 8, 9])
    expect(state.refused.map(({ scan }) => scan.seq)).toEqual([5])
  })

  test('a device that lost its storage counts on from what the server has', async () => {
    const server = serverModel()
    server.device = { ...deviceNamed('d1'), lastSeq: 700 }
    const outbox = openTab(server)
    for (let count = 0; count < 3; count += 1) await outbox.append(SCAN)
    await until(outbox, ({ onServer }) => onServer === 3)
    await outbox.append(SCAN)
    await outbox.settled()
    expect(server.taken.map(({ seq }) => seq)).toEqual([701, 702, 703, 704])
  })

  test('an answer that these pages do not know is shown as such and holds up no other', async () => {
    const [server, databaseName] = [serverModel(), freshName()]
    server.device = null
    const outbox = openTab(server, { databaseName })
    const { id } = await outbox.append(SCAN)
    await outbox.append(SCAN)
    server.answers.set(id, 'of_a_newer_server' as ScanAnswer)
    server.device = deviceNamed('d1')
    outbox.restart()
    const { refused } = await until(outbox, ({ onServer }) => onServer === 2)
    expect(refused.map(({ outcome }) => outcome?.answer)).toEqual(['answer_unknown'])
  })

  test('a server that was put back to an older backup is told again what it had accepted, and another device’s server is not', async () => {
    const server = serverModel()
    const outbox = openTab(server)
    const scans = []
    for (let count = 0; count < 5; count += 1) scans.push(await outbox.append(SCAN))
    server.answers.set(scans[3]?.id ?? '', 'order_unknown')
    await until(outbox, ({ onServer }) => onServer === 5)
    await outbox.settled()
    const forget = async (device: string) => {
      server.taken.splice(2)
      server.device = deviceNamed(device)
      outbox.restart()
      await outbox.settled()
      return server.taken.map(({ seq }) => seq)
    }
    expect(await forget('d1')).toEqual([1, 2, 3, 5])
    expect(await forget('d2')).toEqual([1, 2])
    expect(outbox.get()).toMatchObject({ onDevice: 5, onServer: 5 })
  })
})

describe('a storage that is cleared under the open page', () => {
  test('gets back what was unsent, in its order, with its ids', async () => {
    const [server, databaseName] = [serverModel(), freshName()]
    const outbox = openTab(server, { databaseName })
    outbox.start()
    await outbox.setOperator('staff-7')
    for (let count = 0; count < 2; count += 1) await outbox.append(SCAN)
    await until(outbox, ({ onServer }) => onServer === 2)
    server.device = null
    outbox.restart()
    await until(outbox, ({ sending }) => sending === 'stopped')
    const unsent = [await outbox.append(SCAN), await outbox.append(SCAN)]
    await deleteDB(databaseName)
    unsent.push(await outbox.append(SCAN))
    await until(outbox, ({ onDevice }) => onDevice === 5)
    server.device = deviceNamed('d1')
    outbox.restart()
    await until(outbox, ({ onServer }) => onServer === 5)
    expect(server.taken.slice(2).map(({ id }) => id)).toEqual(unsent.map(({ id }) => id))
    expect((await outbox.append(SCAN)).operatorId).toBe('staff-7')
  })

  test('is read once more, not for ever, where nothing was unsent', async () => {
    const databaseName = freshName()
    const outbox = openTab(serverModel(), { databaseName })
    outbox.start()
    await outbox.append(SCAN)
    await until(outbox, ({ onServer }) => onServer === 1)
    await deleteDB(databaseName)
    await until(outbox, ({ onDevice }) => onDevice === 0)
  })
})

/** What happens to a device: a scan, a start of the browser, a second tab. */
const step = fc.constantFrom('scan', 'scan', 'scan', 'start', 'other_tab' as const)
const fate = fc.constantFrom<Fate>('ok', 'request_lost', 'reply_lost', 'dies_before', 'dies_after')

test('whatever is lost and however often it starts again: each scan once, in the device’s order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), fc.array(fate, { maxLength: 25 }), async (steps, fates) => {
      const [server, databaseName] = [serverModel(), freshName()]
      const browser = { ...sharedBrowser() }
      let tabs = [openTab(server, { databaseName, ...browser })]
      let stops = tabs.map((tab) => tab.start())
      const made: string[] = []
      const startAgain = () => {
        for (const stop of stops) stop()
        browser.alone = sharedBrowser().alone
        tabs = [openTab(server, { databaseName, ...browser })]
        stops = tabs.map((tab) => tab.start())
      }
      server.fates = [...fates]
      for (const [at, one] of steps.entries()) {
        if (one === 'start') startAgain()
        if (one === 'other_tab') {
          tabs.push(openTab(server, { databaseName, ...browser }))
          stops.push(tabs.at(-1)?.start() ?? (() => {}))
        }
        const tab = tabs[at % tabs.length]
        if (one === 'scan' && tab) made.push((await tab.append(SCAN)).id)
      }
      server.fates = []
      startAgain()
      const [last] = tabs
      await last?.settled()
      expect(server.taken.map(({ id }) => id)).toEqual(made)
      const seqs = server.taken.map(({ seq }) => seq)
      expect(seqs).toEqual(seqs.toSorted((one, other) => one - other))
      await vi.waitFor(() => expect(last?.get()).toMatchObject({ onDevice: made.length, onServer: made.length }), {
        interval: 1,
        timeout: PATIENCE_MS,
      })
    }),
    { numRuns: 150 },
  )
})
