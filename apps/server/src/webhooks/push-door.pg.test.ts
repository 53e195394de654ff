import { type AddressInfo, connect } from 'node:net'
import { Receiver } from '@baton/fulfilment/channels'
import { orderEvent, pushOwnShop } from '@baton/platforms/standard-webhooks'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { OWN_SHOP_SECRET, openTestShop, type TestShop } from '../../../../packages/fulfilment/src/testing/own-shop.ts'
import { aSnapshot } from '../../../../packages/fulfilment/src/testing/snapshot.ts'
import { openTestContext, type TestContext } from '../../../../packages/fulfilment/src/testing/test-context.ts'
import { buildServer, MAX_BODY_BYTES } from '../server.ts'

describe.each([
  { way: 'in the plain form that most platforms use', marks: {}, keepAlive: null },
  { way: 'in a form that is left to Node', marks: { 'x-note': '' }, keepAlive: 'timeout=65' },
])('the door for signed pushes, over real HTTP, $way', ({ marks, keepAlive }) => {
  let world: TestContext
  let shop: TestShop
  let server: FastifyInstance
  let base: string
  beforeAll(async () => {
    world = await openTestContext()
    shop = await openTestShop(world.ctx)
    const ctx = { ...world.ctx, env: { ...world.ctx.env, BATON_TRUSTED_PROXIES: 1 } }
    server = await buildServer(ctx, new Receiver(ctx))
    await server.listen({ host: '127.0.0.1', port: 0 })
    base = `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`
  })
  afterAll(async () => {
    await server.close()
    await world.close()
  })

  function post(
    id: string,
    change: { headers?: Record<string, string>; body?: Uint8Array | ReadableStream; path?: string } = {},
  ) {
    const event = orderEvent('order.updated', aSnapshot({ orderNumber: id }), world.ctx.now())
    const push = pushOwnShop([OWN_SHOP_SECRET], { id, event, sentAt: world.ctx.now() })
    const request = {
      method: 'POST',
      headers: { ...push.headers, ...marks, ...change.headers },
      body: change.body ?? push.body,
    }
    return fetch(`${base}${change.path ?? `/webhooks/own-shop/${shop.pushKey}`}`, {
      ...request,
      duplex: 'half',
    } as Parameters<typeof fetch>[1])
  }

  it.each(['application/json', 'nonsense', 'text/plain'])(
    'reads the raw bytes whatever type they claim: %s',
    async (type) => {
      const answer = await post(`type-${type.length}`, { headers: { 'content-type': type } })
      expect([answer.status, await answer.text()]).toEqual([200, '{"ok":true}'])
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
      expect(answer.headers.get('keep-alive')).toBe(keepAlive)
      expect(new Date(answer.headers.get('date') ?? '').getTime()).toBeGreaterThan(Date.now() - 60_000)
    },
  )

  it('takes a body in pieces and an address with a slash at its end', async () => {
    const event = orderEvent('order.updated', aSnapshot({ orderNumber: 'pieces' }), world.ctx.now())
    const push = pushOwnShop([OWN_SHOP_SECRET], { id: 'pieces', event, sentAt: world.ctx.now() })
    const { body } = push
    const pieces = new ReadableStream({
      start(controller) {
        for (let at = 0; at < body.length; at += 50) controller.enqueue(body.subarray(at, at + 50))
        controller.close()
      },
    })
    const path = `/webhooks/own-shop/${shop.pushKey}/?from=test`
    expect((await post('pieces', { headers: push.headers, body: pieces, path })).status).toBe(200)
  })

  it('tells a sender that waits what became of its message', async () => {
    const answer = await post('waits', { headers: { prefer: 'wait' } })
    expect(answer.headers.get('baton-verdict')).toBe('applied')
    expect(answer.headers.get('baton-order')).toMatch(/^DB\d{4}[A-Z0-9]{8}$/)
  })

  it('keeps nothing of a push that is too long, unknown, or of the wrong method', async () => {
    const long = await post('long', { body: new Uint8Array(MAX_BODY_BYTES + 1) })
    expect([long.status, await long.json()]).toEqual([413, { code: 'BODY_TOO_LARGE', retry: 'never' }])
    expect((await post('nobody', { path: '/webhooks/own-shop/nobody' })).status).toBe(404)
    expect((await post('nowhere', { path: '/webhooks/amazon/nobody' })).status).toBe(404)
    expect((await fetch(`${base}/webhooks/own-shop/${shop.pushKey}`, { method: 'PUT', body: '{}' })).status).toBe(405)
    const kept = await world.ctx.sql`SELECT FROM channel_events WHERE key IN ('long', 'nobody', 'nowhere')`
    expect(kept).toHaveLength(0)
  })

  it('refuses a body that announces 2 GB at once, before any of it', async () => {
    const { port } = server.server.address() as AddressInfo
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect({ port, host: '127.0.0.1' }, () =>
        socket.write(
          `POST /webhooks/own-shop/${shop.pushKey} HTTP/1.1\r\nhost: x\r\ncontent-length: 2147483648\r\n\r\n`,
        ),
      )
      socket.once('data', (data) => resolve(data.toString()))
      socket.once('error', reject)
    })
    expect(answer).toMatch(/^HTTP\/1\.1 413 /)
    expect(answer).toMatch(/connection: close/i)
  })

  it('records the address that the trusted proxy saw, not what the sender claims', async () => {
    await post('proxied', { headers: { 'x-forwarded-for': '203.0.113.9, 198.51.100.7' } })
    const [raw] = await world.ctx.sql`
      SELECT address FROM raw_events r JOIN channel_events e ON e.id = r.id WHERE e.key = 'proxied'`
    expect(raw?.address).toBe('198.51.100.7')
  })

  it('asks to come again while the database cannot store', async () => {
    const full = Object.assign(new Error('disk full'), { code: '53100' })
    const receive = vi.spyOn(Receiver.prototype, 'receive').mockRejectedValueOnce(full)
    const answer = await post('full')
    receive.mockRestore()
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5'])
    expect(await answer.json()).toEqual({ code: 'DATABASE_UNAVAILABLE', retry: 'later' })
  })
})
