import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { OrderSnapshot } from '@baton/platforms'
import { weixinFailure, weixinSuccess, weixinToken } from '@baton/platforms/weixin-shop'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { saveApp } from '../catalogue/index.ts'
import { DeliveryLoop, type Senders } from '../deliveries/index.ts'
import { moveOrders } from '../orders/index.ts'
import type { Context } from '../runtime/index.ts'
import { inTransaction } from '../runtime/index.ts'
import { openTestShop, type TestShop } from '../testing/own-shop.ts'
import { aSnapshot } from '../testing/snapshot.ts'
import { openTestContext, type TestContext } from '../testing/test-context.ts'
import { applyPending, listCarrierCodes, listReviews, planWriteBack, reportSender, saveCarrierCode } from './index.ts'

const PAYER = 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o'
const PAYMENT = { key: { by: 'transaction', transactionId: '4200000000000000001' }, payerId: PAYER } as const
const DAY_2 = 1_780_000_000_001

interface Upload {
  readonly order_key: Readonly<Record<string, unknown>>
  readonly shipping_list: readonly { readonly tracking_no: string; readonly express_company: string }[]
  readonly payer: { readonly openid: string }
}

describe('the mini-program in which an order was paid', () => {
  let world: TestContext
  let ctx: Context
  let shop: TestShop
  let server: Server
  let loop: DeliveryLoop
  /** What WeChat was told, and what it answers to the next upload. */
  const uploads: Upload[] = []
  const tokens: string[] = []
  let told: readonly string[] = []
  let refusal: number | null = null

  beforeAll(async () => {
    world = await openTestContext()
    ctx = world.ctx
    shop = await openTestShop(ctx)
    server = createServer(async (request, response) => {
      const body = JSON.parse(Buffer.concat(await request.toArray()).toString())
      response.end(answer(new URL(request.url ?? '', 'http://weixin').pathname, body).body)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    await saveApp(ctx, {
      id: shop.appId,
      platform: 'own-shop',
      name: '自有商城',
      fields: { miniAppId: 'wx1', miniAppSecret: 'secret' },
      endpoints: { mini: `http://127.0.0.1:${(server.address() as AddressInfo).port}` },
    })
    shop.apps.forget()
    loop = new DeliveryLoop(ctx, { 'channel.report': reportSender(shop.apps) } as unknown as Senders)
  })
  beforeEach(() => {
    uploads.length = 0
    told = []
    refusal = null
  })
  afterAll(async () => {
    server.close()
    await world.close()
  })

  function answer(path: string, body: Upload & { appid?: string }) {
    if (path === '/cgi-bin/stable_token') {
      tokens.push(String(body.appid))
      return weixinToken('token-1', 7200)
    }
    if (tokens.length === 0) return weixinFailure({ code: 40001, message: 'invalid credential' })
    if (path === '/wxa/sec/order/get_order')
      return weixinSuccess({
        order: { order_state: 1, shipping: { shipping_list: told.map((number) => ({ tracking_no: number })) } },
      })
    if (refusal !== null) return weixinFailure({ code: refusal, message: 'refused' })
    uploads.push(body)
    told = body.shipping_list.map((one) => one.tracking_no)
    return weixinSuccess({})
  }

  async function push(told: Partial<OrderSnapshot> & { orderNumber: string }): Promise<string> {
    await shop.push(`m-${told.orderNumber}-${told.version ?? 0}`, aSnapshot(told))
    await applyPending(ctx, shop.apps)
    const [row] = await ctx.sql<{ id: string }[]>`SELECT id FROM orders WHERE native_number = ${told.orderNumber}`
    return row?.id ?? ''
  }

  const shipped = (waybill: string) => ({
    ...{ nativeStatus: 'shipped', version: DAY_2, shippedAt: new Date(DAY_2) },
    parcels: [{ carrier: 'YTO', waybill, lineNumbers: [] }],
  })

  async function tellAll(): Promise<void> {
    const jobs = await ctx.sql<{ data: { moves: Parameters<typeof planWriteBack>[2] } }[]>`
      DELETE FROM pgboss.job WHERE name = 'channels.write-back' RETURNING data`
    for (const { data } of [...jobs, ...jobs]) await planWriteBack(ctx, shop.apps, data.moves)
    do await loop.idle()
    while ((await loop.step()) === 0)
  }

  const reportsOf = (orderId: string) =>
    ctx.sql`SELECT state, code FROM deliveries WHERE order_id = ${orderId} AND kind = 'channel.report' ORDER BY id`

  it('hears once of what the shop itself shipped, with the payer the shop told on an earlier day', async () => {
    const id = await push({ orderNumber: 'P1', payment: PAYMENT })
    await push({ orderNumber: 'P1', ...shipped('YT-1') })
    await tellAll()
    expect(uploads).toMatchObject([
      {
        order_key: { order_number_type: 2, transaction_id: PAYMENT.key.transactionId },
        shipping_list: [{ tracking_no: 'YT-1', express_company: 'YTO' }],
        payer: { openid: PAYER },
      },
    ])
    expect(tokens).toEqual(['wx1'])
    expect(await reportsOf(id)).toEqual([{ state: 'done', code: 'shipped' }])
    expect(await ctx.sql`SELECT FROM deliveries WHERE order_id = ${id} AND kind = 'channel.ship'`).toHaveLength(0)
  })

  it('hears of what the warehouse system shipped, by the merchant’s number of the payment', async () => {
    const key = { by: 'merchant', merchantId: '1900000109', outTradeNumber: 'T-2' } as const
    const id = await push({ orderNumber: 'P2', payment: { key, payerId: PAYER } })
    await inTransaction(ctx, (tx) =>
      moveOrders(ctx, tx, [
        {
          target: { by: 'id', id },
          source: {
            actor: { kind: 'erp', id: shop.shopId, name: '旺店通' },
            ...{ appId: null, address: null, eventId: null, topic: 'status', authority: 'granted' },
            grants: ['shipped'],
          },
          occurredAt: ctx.now(),
          claim: { kind: 'step', to: 'shipped', parcels: [{ carrier: 'SF', waybill: 'SF-2', lineNumbers: [] }] },
        },
      ]),
    )
    await tellAll()
    expect(uploads.map((one) => one.order_key)).toEqual([
      { order_number_type: 1, mchid: '1900000109', out_trade_no: 'T-2' },
    ])
  })

  it('counts as told what is there already, whether it says so before or after a refusal', async () => {
    told = ['YT-3']
    const id = await push({ orderNumber: 'P3', payment: PAYMENT, ...shipped('YT-3') })
    await tellAll()
    told = []
    refusal = 10060023
    const other = await push({ orderNumber: 'P4', payment: PAYMENT, ...shipped('YT-4') })
    await tellAll()
    expect(uploads).toEqual([])
    const already = [{ state: 'done', code: 'already_shipped' }]
    expect([await reportsOf(id), await reportsOf(other)]).toEqual([already, already])
  })

  it('asks people when WeChat refuses, under its own name, and is told again once it takes it', async () => {
    refusal = 10060003
    const id = await push({ orderNumber: 'P5', payment: PAYMENT, ...shipped('YT-5') })
    await tellAll()
    const open = async () => (await listReviews(ctx, { open: true, mine: false, orderId: id, limit: 10 })).rows
    expect(await open()).toMatchObject([
      { cause: 'write_back_refused', other: { name: '微信小程序发货管理', code: '10060003' } },
    ])
    refusal = null
    await planWriteBack(ctx, shop.apps, [{ orderId: id, appId: shop.appId, actorKind: 'channel' }])
    do await loop.idle()
    while ((await loop.step()) === 0)
    expect(uploads).toHaveLength(1)
    expect(await open()).toEqual([])
  })

  it('hears of a parcel whose carrier it has no published code for as soon as somebody gives one', async () => {
    const parcels = [{ carrier: 'YUNDA', waybill: '43-7', lineNumbers: [] }]
    const id = await push({ orderNumber: 'P7', payment: PAYMENT, ...shipped(''), parcels })
    await tellAll()
    expect(await reportsOf(id)).toEqual([{ state: 'dead', code: 'carrier_unmapped' }])
    const { rows } = await listReviews(ctx, { open: true, mine: false, orderId: id, limit: 10 })
    expect(rows).toMatchObject([{ other: { answer: 'YUNDA', carriersOf: 'weixin-mini' } }])
    const yunda = { platform: 'weixin-mini', carrier: 'YUNDA', expectedVersion: 0, reason: '微信后台查得' } as const
    const saved = await saveCarrierCode(ctx, { ...yunda, code: 'YD', name: null })
    expect(saved).toEqual({ version: 1, released: 1 })
    await tellAll()
    expect(uploads.at(-1)?.shipping_list).toMatchObject([{ tracking_no: '43-7', express_company: 'YD' }])
    const codes = await listCarrierCodes(ctx, { platform: 'weixin-mini' })
    expect(codes.find((one) => one.carrier === 'SF')).toMatchObject({ code: 'SF', version: 0 })
  })

  it('hears nothing of an order without a payment, and the payer is not readable where it is kept', async () => {
    const id = await push({ orderNumber: 'P6', ...shipped('YT-6') })
    await tellAll()
    expect(await reportsOf(id)).toHaveLength(0)
    const [kept] = await ctx.sql<{ payer: Uint8Array }[]>`SELECT payer FROM order_payments LIMIT 1`
    expect(Buffer.from(kept?.payer ?? [])).not.toHaveLength(0)
    expect(Buffer.from(kept?.payer ?? []).includes(PAYER)).toBe(false)
    expect(await ctx.sql`SELECT FROM delivery_attempts WHERE request LIKE ${`%${PAYER}%`}`).toHaveLength(0)
  })
})
