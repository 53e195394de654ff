import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { carried, HOUR, openTrackWorld, PERSON, type TrackWorld } from './track-world.fixture.ts'

let world: TrackWorld
beforeAll(async () => {
  world = await openTrackWorld()
})
afterAll(() => world.close())

const tell: TrackWorld['tell'] = (orderNumber, told) => world.tell(orderNumber, told)
const open: TrackWorld['open'] = (id, opening) => world.open(`/track/${id}`, opening)
const textOf: TrackWorld['textOf'] = (id, opening) => world.textOf(`/track/${id}`, opening)

describe('the page behind the QR code of a parcel', () => {
  it('says how an order stands, from its arrival to its signature', async () => {
    const id = await tell('T1')
    expect(await textOf(id)).toMatch(/待发货 卖家正在备货.*送往 杭州市 截至/)
    await tell('T1', { nativeStatus: 'shipped', shippedAt: world.clock.at, parcels: [carried('SF1234567890123')] })
    expect(await textOf(id)).toMatch(/已发货 .*包裹 等待快递揽收 顺丰速运 尾号 0123 快递还没有消息/)
    const occurredAt = world.clock.at
    world.clock.forward(3 * HOUR)
    const trace = { orderNumber: 'T1', waybill: 'SF1234567890123', nativeStatus: 'out_for_delivery' }
    await world.tellTrace({ ...trace, occurredAt, text: '张师傅 13900000000 派送中' })
    expect(await textOf(id)).toMatch(/派送中 快递员正在派送.*包裹 派送中 顺丰速运 尾号 0123 3小时前/)
    expect(await textOf(id.toLowerCase(), { language: 'en' })).toMatch(
      /Out for delivery The courier.*Parcels Out for delivery SF Express ending in 0123 3 hours ago/,
    )
    await tell('T1', { nativeStatus: 'done', parcels: [carried('SF1234567890123')] })
    expect(await textOf(id)).toContain('已完成')
  })

  it('names no person, no goods, no street, no number that opens more; brings no script and is kept nowhere', async () => {
    const parcels = [carried('SF9876543210987')]
    const id = await tell('NATIVE-77', {
      nativeStatus: 'shipped',
      shippedAt: world.clock.at,
      parcels,
      buyerMemo: '放门口',
    })
    const { body, headers, statusCode } = await open(id)
    expect(statusCode).toBe(200)
    for (const secret of [
      ...Object.values(PERSON),
      '浙江',
      '1234',
      '童装',
      'SKU-1',
      '129',
      'NATIVE-77',
      '旗舰店',
      '放门口',
      parcels[0]?.waybill,
    ])
      expect(body).not.toContain(secret)
    expect(body).not.toContain('<script')
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-/)
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex, nofollow',
    })
  })

  it('shows each parcel of an order, and none whose label no longer holds', async () => {
    const parcels = [carried('SF1111111111111'), carried('SF2222222222222')]
    const id = await tell('T3', { parcels })
    expect(await textOf(id)).toMatch(/尾号 1111.*尾号 2222/)
    const moved = { ...PERSON, province: '四川省', city: '成都市', handle: null }
    await tell('T3', { parcels, receiver: moved })
    const text = await textOf(id)
    expect(text).toContain('成都市')
    expect(text).not.toContain('尾号')
  })

  it('shows no city once the receiver was erased', async () => {
    const id = await tell('T4')
    await world.ctx.sql`DELETE FROM receiver_keys WHERE order_id = ${id}`
    expect(await textOf(id)).not.toContain('送往')
  })

  it('is no dead end where there is no order, and says the same of every one', async () => {
    const pages = await Promise.all(
      ['DB2026AAAAAAAA', 'x', '', '%3Cscript%3E', 'DB2026'.repeat(500)].map((id) => open(id)),
    )
    expect(new Set(pages.map(({ statusCode }) => statusCode))).toEqual(new Set([200]))
    expect(new Set(pages.map(({ body }) => body)).size).toBe(1)
    expect(pages[0]?.body).toContain('没有找到这个订单')
  })

  it('lets nobody find an order by guessing, and no neighbour wait for it', async () => {
    const id = await tell('T5')
    const from = '198.51.100.9'
    for (let guess = 0; guess < 20; guess += 1) await open(`DB2026${String(guess).padStart(8, 'Q')}`, { from })
    const refused = await open(id, { from })
    expect([refused.statusCode, Number(refused.headers['retry-after']) > 500]).toEqual([429, true])
    expect(refused.body).toContain('请稍后再试')
    expect((await open(id, { from: '198.51.100.10' })).statusCode).toBe(200)
  })

  it('says so in words where nothing can be looked up', async () => {
    const id = await tell('T6')
    vi.spyOn(world.ctx, 'sql').mockImplementation(() => {
      throw Object.assign(new Error('gone'), { code: 'CONNECTION_CLOSED' })
    })
    const answer = await open(id, { language: 'en-GB' }).finally(() => vi.restoreAllMocks())
    expect([answer.statusCode, answer.headers['retry-after']]).toEqual([503, '5'])
    expect(answer.body).toContain('Your order is fine')
  })
})
