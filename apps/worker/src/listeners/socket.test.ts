import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import type { Env } from '@baton/fulfilment/runtime'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocketServer } from 'ws'
import { serveSocket } from './socket.ts'

describe('the socket of a listener', () => {
  let server: WebSocketServer
  let port: number
  let opened = 0
  beforeAll(async () => {
    server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
    server.on('connection', () => {
      opened += 1
    })
    await once(server, 'listening')
    port = (server.address() as AddressInfo).port
  })
  afterAll(() => server.close())

  function serve(host: string, allowed: string) {
    const stop = new AbortController()
    const handlers = { onOpen: () => stop.abort(), onFrame: () => {}, beat: { everyMs: 60_000, send: () => {} } }
    const ctx = { env: { BATON_ALLOW_PRIVATE: allowed } as Env }
    return serveSocket(ctx, { url: `ws://${host}:${port}/`, signal: stop.signal, report: () => {} }, handlers)
  }

  it.each(['127.0.0.1', '[::ffff:127.0.0.1]', 'localhost'])(
    'does not go into the own network, by whatever name: %s',
    async (host) => {
      await expect(serve(host, '')).rejects.toMatchObject({ code: 'address_refused' })
      expect(opened).toBe(0)
    },
  )

  it('goes where that is allowed', async () => {
    await serve('127.0.0.1', `127.0.0.1:${port}`)
    expect(opened).toBe(1)
  })
})
