import 'fake-indexeddb/auto'
import { describe, expect, test } from 'vitest'
import { handIn } from './hand-in.ts'
import type { NewScan } from './record.ts'
import { openTab, serverModel } from './testing.ts'

const SCAN: NewScan = { kind: 'pack_start', code: 'SF1234567890123' }

async function holding(count: number) {
  const server = serverModel()
  const outbox = openTab(server, { wait: () => new Promise(() => {}) })
  for (let made = 0; made < count; made += 1) await outbox.append(SCAN)
  return { server, outbox }
}

describe('before a browser becomes another device', () => {
  test('all that it holds goes in the name of the one it is', async () => {
    const { server, outbox } = await holding(250)
    await handIn(outbox)
    expect(server.batches).toEqual([200, 50])
    expect(outbox.get()).toMatchObject({ onDevice: 250, onServer: 250 })
  })

  test('it stays what it is while the server is not heard', async () => {
    const { server, outbox } = await holding(1)
    server.fates = ['request_lost', 'ok', 'reply_lost']
    await expect(handIn(outbox)).rejects.toMatchObject({ code: 'UNREACHABLE' })
    await expect(handIn(outbox)).rejects.toMatchObject({ code: 'UNREACHABLE' })
    await handIn(outbox)
    expect(server.taken).toHaveLength(1)
  })

  test('a browser that the server does not know keeps what it holds', async () => {
    const { server, outbox } = await holding(1)
    server.device = null
    await handIn(outbox)
    expect(server.taken).toEqual([])
  })
})
