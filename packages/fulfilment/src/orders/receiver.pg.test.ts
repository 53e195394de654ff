import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyPending } from '../channels/index.ts'
import { openTestShop, type TestShop } from '../testing/own-shop.ts'
import { aSnapshot } from '../testing/snapshot.ts'
import { openTestContext, type TestContext } from '../testing/test-context.ts'
import { listOrders, readOrder } from './index.ts'

describe('receiver data', () => {
  let world: TestContext
  let shop: TestShop
  beforeAll(async () => {
    world = await openTestContext()
    shop = await openTestShop(world.ctx)
    await shop.push('m1', aSnapshot({ orderNumber: 'A1', version: 1 }))
    await applyPending(world.ctx, shop.apps)
  })
  afterAll(() => world.close())

  const find = async (q: string) => (await listOrders(world.ctx, { filter: { q }, limit: 10 })).rows

  it('is found by the phone’s last four digits, by native number and by global id', async () => {
    const [row] = await find('1234')
    expect(row).toMatchObject({ nativeNumber: 'A1', receiverMask: '王** 138****1234' })
    expect(await find('A1')).toHaveLength(1)
    expect(await find(row?.id.toLowerCase() ?? '')).toHaveLength(1)
    expect(await find('9999')).toEqual([])
  })

  it('is found by a number however it was copied, and by a whole phone that is not masked', async () => {
    const receiver = { ...aSnapshot({ orderNumber: 'F-1' }).receiver, phone: '13912345670' } as never
    const parcels = [{ carrier: 'YTO', waybill: 'YT9990001234', lineNumbers: [] }]
    await shop.push('f1', aSnapshot({ orderNumber: 'F-1', version: 1, receiver, parcels }))
    await applyPending(world.ctx, shop.apps)
    for (const q of [
      'F-1',
      ' f-1',
      'Ｆ－１',
      'yt9990001234',
      'YT 9990 0012 34',
      'ＹＴ９９９０００１２３４',
      '139 1234 5670',
      '５６７０',
    ])
      expect([q, (await find(q)).map((row) => row.nativeNumber)]).toEqual([q, ['F-1']])
    expect(await find('13912345671')).toEqual([])
  })

  it('is found in a sentence, among others in a list, and by a whole phone where the channel tells its end alone', async () => {
    const named = async (q: string) => (await find(q)).map((row) => row.nativeNumber).sort()
    expect(await named('你好，我的单 F-1 到哪了？运单是 yt9990001234')).toEqual(['F-1'])
    expect(await named('F-1\tA1')).toEqual([])
    expect(await named('YT9990001234\t2179606100100018000')).toEqual(['F-1'])
    expect(await named('请查 138 0000 1234')).toEqual(['A1'])
  })

  it('is found by a piece of a number or of the nickname, and only where no order bears just that', async () => {
    const parcels = [{ carrier: 'SF', waybill: 'SF1234567890', lineNumbers: [] }]
    const recent = { version: 1, createdAt: world.ctx.now() }
    const nick = { id: 'b', nick: 'tb小鱼%_88' }
    await shop.push('p1', aSnapshot({ ...recent, orderNumber: '2179606100100016700', parcels, buyer: nick }))
    await shop.push('p2', aSnapshot({ ...recent, orderNumber: '016700' }))
    await applyPending(world.ctx, shop.apps)
    const listed = async (q: string) => {
      const { rows, isByPart } = await listOrders(world.ctx, { filter: { q }, limit: 10 })
      return [isByPart, rows.map((row) => row.nativeNumber).sort()]
    }
    expect(await listed('016700')).toEqual([undefined, ['016700']])
    expect(await listed('16700')).toEqual([true, ['016700', '2179606100100016700']])
    for (const q of ['21796061001', '4567890', 'TB小鱼', '小鱼%_'])
      expect([q, await listed(q)]).toEqual([q, [true, ['2179606100100016700']]])
    for (const q of ['小%鱼', '6700%', '9999']) expect([q, await listed(q)]).toEqual([q, [undefined, []]])
    const named = await listOrders(world.ctx, { filter: { q: '4567890' }, limit: 10, isNamedOnly: true })
    expect(named.rows).toEqual([])
    world.clock.forward(32 * 86_400_000)
    expect(await listed('4567890')).toEqual([undefined, []])
    world.clock.forward(-32 * 86_400_000)
  })

  it('gets a new version when the channel tells another address', async () => {
    const moved = { ...aSnapshot({ orderNumber: 'A1' }).receiver, city: '宁波市' } as never
    await shop.push('m2', aSnapshot({ orderNumber: 'A1', version: 2, receiver: moved }))
    await applyPending(world.ctx, shop.apps)
    const [row] = await find('A1')
    const order = await readOrder(world.ctx, { id: row?.id ?? '' })
    expect(order.receiver).toMatchObject({ city: '宁波市', version: 2 })
    expect(order.receiverVersions).toMatchObject([
      { version: 2, receiver: { city: '宁波市' }, actor: 'channel', actorName: '自有商城', seq: 2 },
      { version: 1, receiver: { city: '杭州市' }, seq: 1 },
    ])
    expect(order.receiverVersions.every((one) => one.eventId !== null)).toBe(true)
  })

  it('takes the place of one that an undone transaction left', async () => {
    await shop.push('m6', aSnapshot({ orderNumber: 'A3', version: 1 }))
    await applyPending(world.ctx, shop.apps)
    const [row] = await find('A3')
    await world.ctx.sql`
      INSERT INTO receivers (order_id, version, sealed, recorded_at)
      SELECT order_id, 2, sealed, recorded_at FROM receivers WHERE order_id = ${row?.id ?? ''}`
    const moved = { ...aSnapshot({ orderNumber: 'A3' }).receiver, city: '温州市' } as never
    await shop.push('m7', aSnapshot({ orderNumber: 'A3', version: 2, receiver: moved }))
    await applyPending(world.ctx, shop.apps)
    expect((await readOrder(world.ctx, { id: row?.id ?? '' })).receiver).toMatchObject({ city: '温州市', version: 2 })
  })

  it('is masked here where the channel did not, and outdates the labels before it', async () => {
    const clear = { ...aSnapshot({ orderNumber: 'A2' }).receiver, name: '欧阳锋', phone: '13800001234' } as never
    const parcels = [{ carrier: 'YTO', waybill: 'YT-old', lineNumbers: [] }]
    await shop.push('m3', aSnapshot({ orderNumber: 'A2', version: 1, parcels }))
    await applyPending(world.ctx, shop.apps)
    world.clock.forward(1000)
    const moved = { ...(clear as object), address: '解放路233号海棠湾' } as never
    const later = [...parcels, { carrier: 'YTO', waybill: 'YT-new', lineNumbers: [] }]
    await shop.push('m4', aSnapshot({ orderNumber: 'A2', version: 2, parcels, receiver: moved }))
    await applyPending(world.ctx, shop.apps)
    world.clock.forward(1000)
    await shop.push('m5', aSnapshot({ orderNumber: 'A2', version: 3, parcels: later, receiver: moved }))
    await applyPending(world.ctx, shop.apps)
    const [row] = await find('A2')
    const order = await readOrder(world.ctx, { id: row?.id ?? '' })
    expect(order.receiver).toMatchObject({ name: '欧**', phone: '*******1234', address: '解放路***', version: 2 })
    expect(order.parcels.map((one) => [one.waybill, one.isLabelOutdated])).toEqual([
      ['YT-old', true],
      ['YT-new', false],
    ])
  })

  it('is nowhere in clear, and gone once its key is destroyed', async () => {
    const [dump] = await world.ctx.sql<{ text: string }[]>`
      SELECT (SELECT string_agg(o::text, '') FROM orders o) || (SELECT string_agg(e::text, '') FROM order_events e)
             || (SELECT string_agg(r::text, '') FROM receivers r) AS text`
    expect(dump?.text).not.toMatch(/王\*\*|138\*|文一路/)
    await world.ctx.sql`DELETE FROM receiver_keys`
    const [row] = await find('A1')
    expect(row?.receiverMask).toBeNull()
  })
})
