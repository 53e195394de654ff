import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { UnreadableMessage } from '../driver.ts'
import { wireNumber } from '../lossless-json.ts'
import {
  decodeTmcFrame,
  encodeTmcFrame,
  readTmcArrival,
  readTmcRequest,
  type TmcFrame,
  type TmcValue,
  taobao,
  tmcConfirmFrame,
  tmcConnectAckFrame,
  tmcConnectFrame,
  tmcConnectSigned,
  tmcDataFrame,
  tmcFailFrame,
  tmcPullFrame,
  tmcRefusalFrame,
} from './index.ts'

const NOW = new Date('2026-03-01T00:00:00Z')
const ID = 4705288465508532862n
const APP = { appKey: '12345678', appSecret: 'secret', groupName: 'default' }

const text = fc.string({ unit: 'grapheme', maxLength: 40 })
const int32 = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })
const int64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })
const value: fc.Arbitrary<TmcValue> = fc.oneof(
  fc.constant({ format: 'void' as const }),
  text.map((of) => ({ format: 'string' as const, value: of })),
  fc.integer({ min: 0, max: 255 }).map((of) => ({ format: 'byte' as const, value: of })),
  fc.integer({ min: -32768, max: 32767 }).map((of) => ({ format: 'int16' as const, value: of })),
  int32.map((of) => ({ format: 'int32' as const, value: of })),
  int64.map((of) => ({ format: 'int64' as const, value: of })),
  int64.map((of) => ({ format: 'date' as const, value: of })),
  fc.uint8Array({ maxLength: 40 }).map((of) => ({ format: 'bytes' as const, value: of })),
)
const frame: fc.Arbitrary<TmcFrame> = fc
  .record(
    {
      type: fc.constantFrom('connect', 'connectAck', 'send', 'sendAck'),
      statusCode: int32,
      statusPhrase: text,
      flag: int32,
      token: text,
      content: fc.dictionary(text, value, { maxKeys: 8, noNullPrototype: true }),
    },
    { requiredKeys: ['type', 'content'] },
  )
  .map((made) => made as TmcFrame)

describe('TMC codec', () => {
  test('the bytes are those of the documented layout', () => {
    const bytes = encodeTmcFrame({ type: 'send', token: 'T', content: { id: { format: 'int64', value: 258n } } })
    expect(Buffer.from(bytes).toString('hex')).toBe(
      ['0202', '0500', '01000000', '54', '0100', '02000000', '6964', '05', '0201000000000000', '0000'].join(''),
    )
  })

  test('StatusCode is an int32', () => {
    const bytes = encodeTmcFrame({ type: 'connectAck', statusCode: 1, content: {} })
    expect(Buffer.from(bytes).toString('hex')).toBe('02010200010000000000')
  })

  test('property: every frame reads back', () => {
    fc.assert(
      fc.property(frame, (made) => {
        expect(decodeTmcFrame(encodeTmcFrame(made))).toEqual(made)
      }),
    )
  })

  test('property: a frame cut short or grown is unreadable', () => {
    fc.assert(
      fc.property(frame, fc.nat(), (made, at) => {
        const bytes = encodeTmcFrame(made)
        expect(() => decodeTmcFrame(bytes.subarray(0, at % bytes.length))).toThrow(UnreadableMessage)
        expect(() => decodeTmcFrame(Buffer.concat([bytes, Uint8Array.of(0)]))).toThrow(UnreadableMessage)
      }),
    )
  })
})

describe('TMC conversation', () => {
  test('connect is signed; a foreign secret does not match', () => {
    const request = readTmcRequest(tmcConnectFrame(APP, NOW))
    if (request.kind !== 'connect') throw new Error(request.kind)
    expect(request).toMatchObject({ appKey: '12345678', groupName: 'default', timestamp: '1772323200000' })
    expect(tmcConnectSigned(request, 'secret')).toBe(true)
    expect(tmcConnectSigned(request, 'other')).toBe(false)
  })

  test('acknowledged with a token, or refused with code and phrase', () => {
    expect(readTmcArrival(tmcConnectAckFrame('token-1'))).toEqual({ kind: 'connected', token: 'token-1' })
    expect(readTmcArrival(tmcRefusalFrame(7, 'bad sign'))).toEqual({ kind: 'refused', code: 7, phrase: 'bad sign' })
  })

  test('pull, confirm and fail carry the token and the 64-bit id', () => {
    expect(readTmcRequest(tmcPullFrame('t'))).toEqual({ kind: 'pull', token: 't' })
    expect(readTmcRequest(tmcConfirmFrame('t', ID))).toEqual({ kind: 'confirm', token: 't', id: ID })
    expect(readTmcRequest(tmcFailFrame('t', ID, 'disk full'))).toEqual({
      kind: 'fail',
      token: 't',
      id: ID,
      reason: 'disk full',
    })
  })

  const arrive = (topic: string, content: Record<string, never> | object) => {
    const event = { id: ID, topic, time: NOW, userId: 2200000000001n, nick: '棉朵童装', content: content as never }
    const arrival = readTmcArrival(tmcDataFrame('t', event))
    if (arrival.kind !== 'message') throw new Error(arrival.kind)
    return arrival
  }

  test('a trade message is kept as JSON with its ids digit by digit, and hints at its trade', () => {
    const { id, message } = arrive('taobao_trade_TradeBuyerPay', { tid: wireNumber(String(ID)), payment: '44.00' })
    expect(id).toBe(ID)
    expect(message).toMatchObject({
      key: `${ID}:taobao_trade_TradeBuyerPay`,
      topic: 'taobao_trade_TradeBuyerPay',
      orderNumber: String(ID),
      shopNumber: '2200000000001',
    })
    expect(Buffer.from(message.body).toString()).toContain(`"id":${ID}`)
    expect(taobao.read(message)).toEqual({ kind: 'order_hint', orderNumber: String(ID), occurredAt: NOW })
  })

  test('an id in another form is confirmed as what it says; a message that has none is kept as a frame that makes no sense', () => {
    const data = (content: TmcFrame['content']) =>
      encodeTmcFrame({ type: 'send', token: 't', content: { __kind: { format: 'byte', value: 3 }, ...content } })
    const idOf = (id: TmcValue) => {
      const arrival = readTmcArrival(data({ id }))
      return arrival.kind === 'message' ? arrival.id : arrival.kind
    }
    expect(idOf({ format: 'string', value: String(ID) })).toBe(ID)
    expect(idOf({ format: 'int32', value: 7 })).toBe(7n)
    for (const id of ['', 'x', '9223372036854775808'])
      expect(() => idOf({ format: 'string', value: id })).toThrow(UnreadableMessage)
    expect(() => readTmcArrival(data({}))).toThrow(UnreadableMessage)
  })

  test('a refund message hints at its refund', () => {
    const { message } = arrive('taobao_refund_RefundCreated', { tid: 1, refund_id: wireNumber('7081234567890123456') })
    expect(taobao.read(message)).toMatchObject({ kind: 'after_sale_hint', afterSaleNumber: '7081234567890123456' })
  })

  test('a logistics message carries the fact', () => {
    const { message } = arrive('taobao_logistics_LogsticDetailTrace', {
      tid: wireNumber(String(ID)),
      out_sid: 'YT1',
      company_name: '圆通速递',
      desc: '已揽收',
      time: '2026-03-01 08:00:00',
      action: 'GOT',
    })
    expect(taobao.read(message)).toEqual({
      kind: 'trace',
      trace: {
        orderNumber: String(ID),
        carrier: '圆通速递',
        waybill: 'YT1',
        nativeStatus: 'GOT',
        occurredAt: NOW,
        text: '已揽收',
      },
    })
  })

  test('a known topic without its number is unreadable; an unknown one without a number is nothing', () => {
    expect(() => taobao.read(arrive('taobao_trade_TradeCreate', {}).message)).toThrow(/tid/)
    expect(taobao.read(arrive('taobao_item_ItemUpdate', { num_iid: 1 }).message)).toMatchObject({ kind: 'nothing' })
    expect(taobao.read(arrive('taobao_other_Thing', { tid: 5 }).message)).toMatchObject({ kind: 'order_hint' })
  })
})
