import { once } from 'node:events'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { Receiver } from '@baton/fulfilment/channels'
import { orderEvent, pushOwnShop } from '@baton/platforms/standard-webhooks'
import type { FastifyInstance } from 'fastify'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { OWN_SHOP_SECRET, openTestShop, type TestShop } from '../../../../packages/fulfilment/src/testing/own-shop.ts'
import { aSnapshot } from '../../../../packages/fulfilment/src/testing/snapshot.ts'
import { openTestContext, type TestContext } from '../../../../packages/fulfilment/src/testing/test-context.ts'
import { buildServer } from '../server.ts'

const KEPT = /HTTP\/1\.1 200 OK\r\n.*?\r\n\r\n\{"ok":true\}/gs

describe('a connection that brings pushes', () => {
  let world: TestContext
  let shop: TestShop
  let server: FastifyInstance
  const sockets: Socket[] = []
  beforeAll(async () => {
    world = await openTestContext()
    shop = await openTestShop(world.ctx)
    server = await buildServer(world.ctx, new Receiver(world.ctx))
    await server.listen({ host: '127.0.0.1', port: 0 })
  })
  afterEach(() => {
    vi.restoreAllMocks()
    for (const socket of sockets.splice(0)) socket.destroy()
  })
  afterAll(async () => {
    await server.close()
    await world.close()
  })

  function pushOf(id: string, orderNumber = id): Buffer {
    const event = orderEvent('order.updated', aSnapshot({ orderNumber }), world.ctx.now())
    const { headers, body } = pushOwnShop([OWN_SHOP_SECRET], { id, event, sentAt: world.ctx.now() })
    const fields = Object.entries({ host: 'baton', 'content-length': body.length, ...headers })
      .map(([name, value]) => `${name}: ${value}\r\n`)
      .join('')
    return Buffer.concat([Buffer.from(`POST /webhooks/own-shop/${shop.pushKey} HTTP/1.1\r\n${fields}\r\n`), body])
  }

  const elsewhere = Buffer.from('GET /webhooks/nowhere HTTP/1.1\r\nhost: baton\r\n\r\n')

  async function open(to = server): Promise<{ socket: Socket; heard: () => string }> {
    const { port } = to.server.address() as AddressInfo
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true, noDelay: true })
    let text = ''
    socket.setEncoding('utf8').on('data', (chunk) => {
      text += chunk
    })
    sockets.push(socket)
    await once(socket, 'connect')
    return { socket, heard: () => text }
  }

  const keptCount = async (ids: readonly string[]) =>
    (await world.ctx.sql`SELECT FROM channel_events WHERE key = ANY(${[...ids]})`).length

  it('is answered push by push', async () => {
    const { socket, heard } = await open()
    for (const [index, id] of ['one', 'two', 'three'].entries()) {
      socket.write(pushOf(id))
      await expect.poll(() => heard().match(KEPT)?.length).toBe(index + 1)
    }
    expect(heard()).not.toMatch(/keep-alive/i)
    expect(await keptCount(['one', 'two', 'three'])).toBe(3)
  })

  it('may ask for something else in between, and is answered in order whatever it sends at once', async () => {
    const { socket, heard } = await open()
    socket.write(Buffer.concat([pushOf('a1'), pushOf('a2'), elsewhere, pushOf('a3')]))
    const statuses = () => [...heard().matchAll(/HTTP\/1\.1 (\d{3})/g)].map((one) => one[1])
    await expect.poll(statuses).toEqual(['200', '200', '404', '200'])
    expect(await keptCount(['a1', 'a2', 'a3'])).toBe(3)
  })

  it('may bring a push letter by letter', async () => {
    const { socket, heard } = await open()
    for (const byte of pushOf('slow')) {
      socket.write(Buffer.from([byte]))
      await new Promise(setImmediate)
    }
    await expect.poll(() => heard().match(KEPT)?.length).toBe(1)
    expect(await keptCount(['slow'])).toBe(1)
  })

  it('is counted among the open requests while a long push is on its way', async () => {
    const { socket, heard } = await open()
    const long = pushOf('long', 'x'.repeat(30_000))
    socket.write(long.subarray(0, 20_000))
    await once(server.server, 'request')
    socket.write(long.subarray(20_000))
    await expect.poll(() => heard().match(KEPT)?.length).toBe(1)
  })

  it('is answered after the sender said that it sends no more', async () => {
    const { socket, heard } = await open()
    socket.end(Buffer.concat([pushOf('last'), pushOf('very-last')]))
    await once(socket, 'end')
    expect(heard().match(KEPT)).toHaveLength(2)
  })

  it('may end in the middle of a push, which is kept nowhere', async () => {
    const { socket, heard } = await open()
    socket.end(pushOf('half').subarray(0, -1))
    await once(socket, 'end')
    expect(heard()).toBe('')
    expect(await keptCount(['half'])).toBe(0)
  })

  it('may be cut while its push is kept', async () => {
    const receive = vi.spyOn(Receiver.prototype, 'receive')
    const { socket } = await open()
    socket.write(pushOf('cut'))
    await expect.poll(() => receive.mock.calls.length).toBe(1)
    socket.resetAndDestroy()
    await expect.poll(() => keptCount(['cut'])).toBe(1)
  })

  it('ends with the server: at once where it rests, with its answer where it has a push', async () => {
    const closing = await buildServer(world.ctx, new Receiver(world.ctx))
    await closing.listen({ host: '127.0.0.1', port: 0 })
    let keep = () => {}
    const receive = Receiver.prototype.receive
    const held = vi.spyOn(Receiver.prototype, 'receive').mockImplementation(async function (this: Receiver, ...push) {
      await new Promise<void>((resolve) => {
        keep = resolve
      })
      return receive.apply(this, push)
    })
    const resting = await open(closing)
    const busy = await open(closing)
    busy.socket.write(pushOf('at-the-end'))
    await expect.poll(() => held.mock.calls.length).toBe(1)
    const closed = closing.close()
    await once(resting.socket, 'end')
    expect(busy.heard()).toBe('')
    keep()
    await once(busy.socket, 'end')
    expect(busy.heard().match(KEPT)).toHaveLength(1)
    for (const { socket } of [resting, busy]) socket.end()
    await closed
  })
})
