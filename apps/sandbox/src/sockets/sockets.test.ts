import { DRIVERS } from '@baton/platforms'
import { openPmcPath, pmcAck, pmcUrl, readPmcFrame } from '@baton/platforms/pinduoduo'
import { readTmcArrival, tmcConfirmFrame, tmcConnectFrame, tmcFailFrame, tmcPullFrame } from '@baton/platforms/taobao'
import { expect, test } from 'vitest'
import { createOrders } from '../control/create-orders.ts'
import { inject } from '../control/inject.ts'
import { SocketRoute } from '../delivery/socket-route.ts'
import { sliceData, TestWorld } from '../sandbox.fixture.ts'
import { PmcClient } from './pmc.ts'
import { TmcClient, type Wireable } from './tmc.ts'

class FakeSocket implements Wireable {
  readonly frames: (Uint8Array | string)[] = []
  ended = false
  send(bytes: Uint8Array | string): void {
    this.frames.push(bytes)
  }
  terminate(): void {
    this.ended = true
  }
}

function routeOf(world: TestWorld, platform: 'taobao' | 'pinduoduo'): SocketRoute {
  const route = world.sandbox.office.routes.get(world.channel(platform))
  if (!(route instanceof SocketRoute)) throw new Error('Not a socket channel.')
  return route
}

/** A connected and pulling TMC client, the way the worker's listener does it. */
function connectTmc(world: TestWorld, secret?: string) {
  const socket = new FakeSocket()
  const route = routeOf(world, 'taobao')
  const client = new TmcClient(socket, route, () => world.now)
  const { appKey = '', appSecret = '' } = world.channel('taobao').fields
  const connect = { appKey, appSecret: secret ?? appSecret, groupName: 'default' }
  client.receive(tmcConnectFrame(connect, new Date(world.now)))
  const arrivals = () => socket.frames.map((frame) => readTmcArrival(frame as Uint8Array))
  const [first] = arrivals()
  const token = first?.kind === 'connected' ? first.token : ''
  if (token) client.receive(tmcPullFrame(token))
  const messages = () => arrivals().filter((arrival) => arrival.kind === 'message')
  return { socket, client, token, first, messages, route }
}

test('a TMC client with a wrong secret is refused', async () => {
  const { first } = connectTmc(new TestWorld(await sliceData()), 'wrong')
  expect(first).toMatchObject({ kind: 'refused', code: 25 })
})

test('TMC sends a message again until it is confirmed, and never after', async () => {
  const world = new TestWorld(await sliceData())
  const { client, token, messages, route } = connectTmc(world)
  const [order] = createOrders(world.sandbox, { channel: 'taobao', state: 'created' })
  expect(messages()).toHaveLength(1)
  await world.pass(route.redeliverAfterMs + 500, 500)
  expect(messages()).toHaveLength(2)
  const [one, again] = messages()
  expect(again?.id).toBe(one?.id)
  expect(one?.message.orderNumber).toBe(order?.number)
  client.receive(tmcConfirmFrame(token, one?.id ?? 0n))
  await world.pass(route.redeliverAfterMs * 10, 1000)
  expect(messages()).toHaveLength(2)
  expect(world.sandbox.ledger.list({ limit: 1 })[0]?.fate).toBe('acked')
})

test('a TMC message that the client could not keep comes again', async () => {
  const world = new TestWorld(await sliceData())
  const { client, token, messages, route } = connectTmc(world)
  createOrders(world.sandbox, { channel: 'taobao', state: 'created' })
  client.receive(tmcFailFrame(token, messages()[0]?.id ?? 0n, 'not stored'))
  await world.pass(route.redeliverAfterMs + 500, 500)
  expect(messages()).toHaveLength(2)
})

test('TMC messages that nobody confirmed survive a cut connection', async () => {
  const world = new TestWorld(await sliceData())
  const first = connectTmc(world)
  createOrders(world.sandbox, { channel: 'taobao' })
  expect(inject(world.sandbox, { kind: 'disconnect', channel: 'taobao' }).affected).toBe(1)
  expect(first.socket.ended).toBe(true)
  const second = connectTmc(world)
  await world.pass(first.route.redeliverAfterMs + 500, 500)
  expect(second.messages().map((one) => one.id)).toEqual(first.messages().map((one) => one.id))
})

test('every TMC message is read by the driver', async () => {
  const world = new TestWorld(await sliceData())
  const { messages } = connectTmc(world)
  for (const state of ['completed', 'closed', 'refunded', 'out_for_delivery', 'memo_changed'] as const) {
    createOrders(world.sandbox, { channel: 'taobao', state, count: 10 })
  }
  const kinds = new Set(messages().map(({ message }) => DRIVERS.taobao.read(message).kind))
  expect(kinds).toEqual(new Set(['order_hint', 'after_sale_hint', 'trace']))
})

test('PMC opens for the right digest only, and sends again until acknowledged', async () => {
  const world = new TestWorld(await sliceData())
  const { clientId = '', clientSecret = '' } = world.channel('pinduoduo').fields
  const now = () => new Date(world.now)
  const pathOf = (secret: string) =>
    pmcUrl('ws://hub', { clientId, clientSecret: secret }, now()).slice('ws://hub'.length)
  expect(openPmcPath(pathOf(clientSecret), () => clientSecret, now()).ok).toBe(true)
  expect(openPmcPath(pathOf('wrong'), () => clientSecret, now()).ok).toBe(false)

  const socket = new FakeSocket()
  const route = routeOf(world, 'pinduoduo')
  const client = new PmcClient(socket, route, () => world.now)
  createOrders(world.sandbox, { channel: 'pinduoduo' })
  await world.pass(route.redeliverAfterMs + 500, 500)
  const frames = socket.frames.map((frame) => readPmcFrame(frame)).filter((frame) => frame.kind === 'message')
  expect(frames).toHaveLength(2)
  const [frame] = frames
  if (frame === undefined) throw new Error('No message came.')
  expect(DRIVERS.pinduoduo.read(frame.message).kind).toBe('order_hint')
  client.receive(pmcAck(frame.envelope, now()))
  await world.pass(route.redeliverAfterMs * 10, 1000)
  expect(socket.frames).toHaveLength(2)
})
