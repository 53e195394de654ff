import { createHash, randomUUID } from 'node:crypto'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { archiveOrders } from '@baton/fulfilment/orders'
import { buyersLink, listLinks, takeBackLink } from '@baton/fulfilment/tracking'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { placeFeed } from '../../../../packages/fulfilment/src/testing/place-feed.ts'
import { carried, HOUR, isDead, openTrackWorld, PERSON, type TrackWorld } from './track-world.fixture.ts'

const DAY = 24 * HOUR
const WAYBILL = 'SF1234567890123'
const LINE = { itemNumber: 'I1', sku: 'SKU-1', title: '童装外套', quantity: 2, priceFen: 12_900 }
const LINES = [
  { ...LINE, lineNumber: '1' },
  { ...LINE, lineNumber: '2', title: '儿童雨靴', quantity: 1 },
]

let world: TrackWorld
beforeAll(async () => {
  world = await openTrackWorld()
})
afterAll(() => world.close())

const shipped = (...parcels: ReturnType<typeof carried>[]) => ({
  nativeStatus: 'shipped',
  shippedAt: world.clock.at,
  parcels,
  lines: LINES,
})
const linkOf = async (orderId: string) => (await listLinks(world.ctx, { orderId })).buyer
/** Looks at that time, and comes back. */
async function later<T>(milliseconds: number, look: () => Promise<T>): Promise<T> {
  const { at } = world.clock
  world.clock.forward(milliseconds)
  return look().finally(() => {
    world.clock.at = at
  })
}
const number = () => `P${randomUUID()}`

describe('the buyer’s own page', () => {
  it('says who receives it, what is in it, and all that its carrier said, without anybody’s phone number', async () => {
    const orderNumber = number()
    const id = await world.tell(orderNumber, shipped(carried(WAYBILL)))
    const trace = { orderNumber, waybill: WAYBILL }
    const at = (hours: number) => new Date(world.clock.at.getTime() - hours * HOUR)
    await world.tellTrace({ ...trace, nativeStatus: 'picked_up', occurredAt: at(9.5), text: '顺丰速运已收取快件' })
    const words = '派件员 张三，电话 13912345678'
    await world.tellTrace({ ...trace, nativeStatus: 'out_for_delivery', occurredAt: at(2.5), text: words })
    const text = await world.textOf(await world.linkTo(id))
    expect(text).toMatch(/派送中.*送往 杭州市 王\*\* \*{7}1234 包裹 派送中 顺丰速运 SF1234567890123 2小时前/)
    expect(text).toMatch(/派件员 张三，电话 \*{7}5678 .*顺丰速运已收取快件 .*商品 童装外套 × 2 儿童雨靴 × 1/)
    for (const secret of [...Object.values(PERSON), '13912345678', '浙江', '旗舰店', '129'])
      expect(text).not.toContain(secret)
  })

  it('tells apart what is in each parcel of a split order, and what is in none', async () => {
    const parcels = [carried('SF0000000000001', '1'), carried('SF0000000000002', '1')]
    const id = await world.tell(number(), shipped(...parcels))
    expect(await world.textOf(await world.linkTo(id))).toMatch(
      /SF0000000000001 .*童装外套 部分 .*SF0000000000002 .*童装外套 部分 .*还没有装进包裹的商品 儿童雨靴 × 1/,
    )
  })

  it('shows a shared link where the parcels are, and nothing of the buyer', async () => {
    const orderNumber = number()
    const id = await world.tell(orderNumber, shipped(carried('SF5550000000123')))
    const trace = { orderNumber, waybill: 'SF5550000000123', nativeStatus: 'pickup_point' }
    await world.tellTrace({ ...trace, text: '王小明的快件已到菜鸟驿站，取件码 5-1-2034' })
    const text = await world.textOf(await world.linkTo(id, 'share'))
    expect(text).toMatch(/待取件.*杭州市.*顺丰速运 尾号 0123.*待取件 截至.*这是分享的链接/)
    for (const secret of ['SF555', '王', '1234', '2034', '菜鸟', '童装外套']) expect(text).not.toContain(secret)
  })

  it('says that it takes longer, and never why the merchant holds it', async () => {
    const holds = ['risk', 'awaiting_review'] as const
    const id = await world.tell(number(), { shipBy: new Date(world.clock.at.getTime() + HOUR), holds: [] })
    const path = await world.linkTo(id)
    expect(await world.textOf(path)).not.toMatch(/晚一些|比预计的晚/)
    world.clock.forward(2 * HOUR)
    expect(await world.textOf(path)).toContain('发货比预计的晚，卖家正在处理。')
    const held = await world.tell(number(), { holds })
    const text = await world.textOf(await world.linkTo(held))
    expect(text.match(/卖家正在核对这个订单/g)).toHaveLength(1)
    expect(text).not.toMatch(/风控|审核|挂起/)
  })

  it('says in plain words that a parcel is quieter than usual, and that no carrier has seen it', async () => {
    const orderNumber = number()
    const path = await world.linkTo(await world.tell(orderNumber, shipped(carried('SF7000000000001'))))
    world.clock.forward(23 * HOUR)
    expect(await world.textOf(path)).not.toContain('比平时久')
    world.clock.forward(3 * HOUR)
    expect(await world.textOf(path)).toMatch(/离开仓库已有1天，快递还没有登记这个包裹/)
    await world.tellTrace({ orderNumber, waybill: 'SF7000000000001', nativeStatus: 'in_transit' })
    expect(await world.textOf(path)).not.toContain('比平时久')
    world.clock.forward(49 * HOUR)
    expect(await world.textOf(path, { language: 'en' })).toContain('has said nothing for 2 days')
  })

  it('tells the state of refunds and returns', async () => {
    const orderNumber = number()
    const asked = { nativeStatus: 'requested', kind: 'return', version: 1, amountFen: 100 } as const
    const id = await world.tell(orderNumber, {
      ...shipped(carried('SF7100000000001')),
      afterSales: [{ ...asked, orderNumber, afterSaleNumber: 'A1', wholeOrder: false, respondBy: null }],
    })
    expect(await world.textOf(await world.linkTo(id))).toMatch(/售后 退货退款 已提交，等待卖家处理/)
  })

  it('shows nothing personal once the receiver was erased, at once', async () => {
    const orderNumber = number()
    const id = await world.tell(orderNumber, shipped(carried('SF7200000000123')))
    await world.tellTrace({ orderNumber, waybill: 'SF7200000000123', nativeStatus: 'signed', text: '王小明本人签收' })
    const path = await world.linkTo(id)
    expect(await world.textOf(path)).toMatch(/王\*\*.*王小明本人签收/)
    await world.ctx.sql`DELETE FROM receiver_keys WHERE order_id = ${id}`
    const text = await world.textOf(path)
    expect(text).toMatch(/已签收 .*尾号 0123/)
    for (const secret of ['王', '杭州', '童装', 'SF72']) expect(text).not.toContain(secret)
  })
})

describe('a private link', () => {
  it('is 128 bits that are stored nowhere, and the same each time', async () => {
    const orderId = await world.tell(number())
    const path = await world.linkTo(orderId)
    const token = path.slice('/t/'.length)
    expect(token).toMatch(/^[\w-]{22}$/)
    expect(new URL(await buyersLink(world.ctx, { orderId, createdBy: '打印' })).pathname).toBe(path)
    const rows = await world.ctx.sql`SELECT * FROM tracking_links WHERE order_id = ${orderId}`
    expect(rows).toHaveLength(1)
    expect(rows[0]?.tokenHash).toEqual(createHash('sha256').update(token).digest())
    expect(JSON.stringify(rows)).not.toContain(token)
  })

  it('is never cached, indexed or told to others; needs no script; comes as small as a browser reads it', async () => {
    const path = await world.linkTo(await world.tell(number(), shipped(carried('SF7300000000001'))))
    const { body, headers, statusCode } = await world.open(path)
    expect([statusCode, headers]).toMatchObject([
      200,
      {
        'cache-control': 'private, no-store',
        'referrer-policy': 'no-referrer',
        'x-robots-tag': 'noindex, nofollow',
        vary: 'accept-language, accept-encoding',
      },
    ])
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-[^ ]+'; base-uri 'none'/)
    expect(body).not.toMatch(/<script|https?:/)
    expect(body).not.toContain(path.slice(3))
    const br = await world.open(path, { encoding: 'gzip, br' })
    const gzip = await world.open(path, { encoding: 'gzip' })
    expect([br.headers['content-encoding'], gzip.headers['content-encoding']]).toEqual(['br', 'gzip'])
    expect(brotliDecompressSync(br.rawPayload).toString()).toBe(body)
    expect(gunzipSync(gzip.rawPayload).toString()).toBe(body)
    expect(gzip.rawPayload.length).toBeLessThan(14_000)
  })

  it('says what has changed from the moment on that it has', async () => {
    const orderNumber = number()
    const path = await world.linkTo(await world.tell(orderNumber, shipped(carried('SF7400000000001'))))
    expect(await world.textOf(path)).toContain('已发货')
    for (const [nativeStatus, shown] of [
      ['in_transit', '运输中'],
      ['out_for_delivery', '派送中'],
      ['signed', '已签收'],
    ] as const) {
      world.clock.forward(1000)
      await world.tellTrace({ orderNumber, waybill: 'SF7400000000001', nativeStatus })
      expect(await world.textOf(path)).toContain(`${shown} `)
    }
  })

  it('is answered alike whether it never was, is wrong, was taken back or has ended: with what to do', async () => {
    const revoked = await world.tell(number())
    const dead = await world.linkTo(revoked)
    await takeBackLink(world.ctx, { id: (await linkOf(revoked))?.id ?? '' })
    const over = await world.tell(number(), { nativeStatus: 'done' })
    const ended = await world.linkTo(over)
    const paths = [
      dead,
      ended,
      '/t/AAAAAAAAAAAAAAAAAAAAAA',
      '/t/short',
      '/t/',
      `/t/${'x'.repeat(3000)}`,
      `${dead}?seen`,
    ]
    const answers = await later(90 * DAY, () => Promise.all(paths.map((path) => world.open(path))))
    expect(new Set(answers.map(({ statusCode, body }) => `${statusCode} ${body}`)).size).toBe(1)
    const { date, 'content-length': length, ...headers } = answers[0]?.headers ?? {}
    for (const answer of answers) expect(answer.headers).toMatchObject(headers)
    expect(answers[0]?.statusCode).toBe(200)
    expect(answers[0]?.body).toMatch(/这个链接打不开订单.*装箱单上的二维码/s)
  })

  it('lives as long as its order is not over, and 90 days after its last change, whenever that goes to the archive', async () => {
    const open = await world.tell(number())
    const orderNumber = number()
    const id = await world.tell(orderNumber, shipped(carried('SF7500000000001')))
    const paths = { open: await world.linkTo(open), over: await world.linkTo(id) }
    await world.tellTrace({ orderNumber, waybill: 'SF7500000000001', nativeStatus: 'signed' })
    const areDead = async () => [isDead(await world.textOf(paths.open)), isDead(await world.textOf(paths.over))]
    expect(await later(90 * DAY - 1, areDead)).toEqual([false, false])
    expect(await later(90 * DAY, areDead)).toEqual([false, true])
    await placeFeed(world.ctx)
    const archiving = { ...world.ctx, env: { ...world.ctx.env, BATON_ARCHIVE_DAYS: 10 } }
    expect(await later(20 * DAY, () => archiveOrders(archiving))).toBeGreaterThan(0)
    expect(await later(90 * DAY - 1, areDead)).toEqual([false, false])
    expect(await later(90 * DAY, areDead)).toEqual([false, true])
    expect(await later(90 * DAY, async () => (await linkOf(id))?.url)).toBeNull()
    expect(await later(400 * DAY, areDead)).toEqual([false, true])
  })

  it('shares its limit with the stub: who guesses has to wait for both', async () => {
    const id = await world.tell(number())
    const path = await world.linkTo(id)
    const from = '198.51.100.9'
    for (let guess = 0; guess < 19; guess += 1) await world.open(`/t/${String(guess).padStart(22, 'Q')}`, { from })
    expect((await world.open(path, { from })).statusCode).toBe(200)
    await world.open('/track/DB2026QQQQQQQQ', { from })
    for (const guarded of [path, `${path}?seen`, `/track/${id}`])
      expect((await world.open(guarded, { from })).statusCode).toBe(429)
    expect((await world.open(path, { from: '198.51.100.10' })).statusCode).toBe(200)
  })

  it('is known to have been opened by who looks at the page, not by who fetches it', async () => {
    const id = await world.tell(number())
    const path = await world.linkTo(id)
    await world.open(path)
    expect((await linkOf(id))?.openedAt).toBeNull()
    const picture = await world.open(`${path}?seen`)
    expect(picture.headers).toMatchObject({ 'content-type': 'image/gif', 'cache-control': 'no-store' })
    const minute = new Date(Math.floor(world.clock.at.getTime() / 60_000) * 60_000).toISOString()
    expect((await linkOf(id))?.openedAt).toBe(minute)
  })

  it('leaves neither itself nor a person in the log, whatever becomes of it', async () => {
    const path = await world.linkTo(await world.tell(number(), shipped(carried('SF7600000000001'))))
    await world.open(path)
    await world.open(`${path}?seen`)
    await world.open(`/t/%E0%A4%A${path.slice(3)}`)
    vi.spyOn(world.ctx, 'sql').mockImplementation(() => {
      throw Object.assign(new Error('gone'), { code: 'CONNECTION_CLOSED' })
    })
    const answer = await world.open(path).finally(() => vi.restoreAllMocks())
    expect([answer.statusCode, answer.headers['retry-after']]).toEqual([503, '5'])
    expect(world.logged()).toContain('/t/:token?')
    for (const secret of [path.slice(3), ...Object.values(PERSON), 'SF7600000000001'])
      expect(world.logged()).not.toContain(secret)
  })
})
