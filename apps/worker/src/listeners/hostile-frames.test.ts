import { once } from 'node:events'
import type { AddressInfo, Socket } from 'node:net'
import type { ListenerTask } from '@baton/fulfilment/channels'
import type { Context, Env } from '@baton/fulfilment/runtime'
import { DRIVERS, type PushedMessage, UNREADABLE_FRAME, UnreadableMessage } from '@baton/platforms'
import { pmcMessageFrame, readPmcFrame } from '@baton/platforms/pinduoduo'
import { readTmcRequest, tmcConnectAckFrame, tmcDataFrame } from '@baton/platforms/taobao'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type WebSocket, WebSocketServer } from 'ws'
import { listenToPmc } from './pmc.ts'
import { listenToTmc } from './tmc.ts'

const NOW = new Date('2026-03-01T00:00:00Z')
const NONSENSE = [
  Buffer.alloc(0),
  Buffer.from('not json'),
  Buffer.from('['.repeat(10_000)),
  Buffer.from([2, 255, 0, 1, 0, 0, 0, 200]),
  Buffer.from([0xff, 0xfe, 0xfd]),
  Buffer.from('{"id":1,"commandType":"Common","message":{"type":"\\u0000","content":"\\ud800"}'),
]

describe.each(['pinduoduo', 'taobao'] as const)('frames of %s that make no sense', (platform) => {
  let server: WebSocketServer
  let opened: number
  let kept: PushedMessage[]
  let confirmed: number
  let problems: (string | null)[]
  beforeEach(async () => {
    server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
    ;[opened, kept, confirmed, problems] = [0, [], 0, []]
    await once(server, 'listening')
  })
  afterEach(() => {
    for (const client of server.clients) client.terminate()
    server.close()
  })

  const message = (id: number) =>
    platform === 'pinduoduo'
      ? pmcMessageFrame({ id: String(id), type: 'pdd_trade_TradeConfirmed', mallId: '1', content: { tid: 'T1' } }, NOW)
      : tmcDataFrame('token', {
          ...{ id: BigInt(id), topic: 'taobao_trade_TradeBuyerPay', time: NOW, userId: 1n, nick: 'shop' },
          content: { tid: 1 },
        })
  const isConfirmation = (frame: Buffer) =>
    platform === 'pinduoduo' ? readPmcFrame(frame).kind === 'ack' : readTmcRequest(frame).kind === 'confirm'

  /** Listens to a platform that does so with the connection once it stands; resolves once the listener has ended. */
  async function listen(speak: (socket: WebSocket, wire: Socket) => void, untilConfirmed = 1): Promise<unknown> {
    const stop = new AbortController()
    server.on('connection', (socket, request) => {
      opened += 1
      let greeted = false
      socket.on('message', (data: Buffer) => {
        if (!greeted && platform === 'taobao') socket.send(tmcConnectAckFrame('token'))
        if (!greeted) speak(socket, request.socket)
        greeted = true
        if (isConfirmation(data)) confirmed += 1
        if (confirmed === untilConfirmed) stop.abort()
      })
      socket.on('error', () => {})
    })
    const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`
    const fields = { appKey: 'k', appSecret: 's', clientId: 'c', clientSecret: 's' }
    const task = {
      app: { platform, access: { app: fields, endpoints: { messages: url } } },
      signal: stop.signal,
      keep: async (messages: readonly PushedMessage[]) => void kept.push(...messages),
      report: (problem: string | null) => void problems.push(problem),
    } as unknown as ListenerTask
    const ctx = {
      env: { BATON_ALLOW_PRIVATE: '127.0.0.1' } as Env,
      log: pino({ level: 'silent' }),
    } as unknown as Context
    const ended = platform === 'pinduoduo' ? listenToPmc(ctx, task) : listenToTmc(ctx, task)
    return ended.then(
      () => null,
      (error) => error,
    )
  }

  it('do not end the connection for the messages beside them, are kept as they came, and people hear of them', async () => {
    const error = await listen((socket) => {
      for (const nonsense of NONSENSE) socket.send(nonsense)
      socket.send(message(7))
    })
    expect(error).toBeNull()
    const isUnread = (one: PushedMessage) => one.topic === UNREADABLE_FRAME
    expect([opened, kept.filter((one) => !isUnread(one)).length, confirmed]).toEqual([1, 1, 1])
    expect(kept.filter(isUnread).map((one) => Buffer.from(one.body))).toEqual(NONSENSE)
    expect(new Set(kept.map((one) => one.key)).size).toBe(kept.length)
    for (const one of kept.filter(isUnread)) expect(() => DRIVERS[platform].read(one)).toThrow(UnreadableMessage)
    expect(problems.some((problem) => problem?.includes('makes no sense'))).toBe(true)
  })

  it('are kept up to a hundred of one connection', async () => {
    const error = await listen((socket) => {
      for (let number = 0; number < 150; number += 1) socket.send(Buffer.from(`nonsense ${number}`))
      socket.send(message(9))
    })
    expect(error).toBeNull()
    expect(kept).toHaveLength(101)
  })

  it('in many fragments are one message', async () => {
    const bytes = Buffer.from(message(8))
    const error = await listen((socket) => {
      const binary = platform === 'taobao'
      for (let at = 0; at < bytes.length; at += 1)
        socket.send(bytes.subarray(at, at + 1), { binary, fin: at === bytes.length - 1 })
    })
    expect(error).toBeNull()
    expect([kept.length, confirmed]).toEqual([1, 1])
  })

  it.each([
    ['longer than any message', (socket: WebSocket) => socket.send(Buffer.alloc(1_100_000, 'x'))],
    ['of an unknown kind', (_: WebSocket, wire: Socket) => wire.write(Buffer.from([0x8f, 0x00]))],
    [
      'with a length of 2^63',
      (_: WebSocket, wire: Socket) => wire.write(Buffer.from([0x82, 127, ...Array(8).fill(255)])),
    ],
    ['masked, as only we may', (_: WebSocket, wire: Socket) => wire.write(Buffer.from([0x82, 0x81, 1, 2, 3, 4, 5]))],
  ])('%s end the connection and nothing else', async (_name, speak) => {
    expect(await listen(speak)).toBeInstanceOf(Error)
    expect(kept).toEqual([])
  })
})

it('ends a connection to taobao that begins with a frame that makes no sense, for no token comes any more', async () => {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  await once(server, 'listening')
  server.on('connection', (socket) => socket.on('message', () => socket.send(Buffer.from('no token'))))
  const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`
  const task = {
    app: { platform: 'taobao', access: { app: {}, endpoints: { messages: url } } },
    signal: new AbortController().signal,
    report: () => {},
  } as unknown as ListenerTask
  const ctx = { env: { BATON_ALLOW_PRIVATE: '127.0.0.1' } as Env } as Context
  await expect(listenToTmc(ctx, task)).rejects.toThrow('token')
  server.close()
})
