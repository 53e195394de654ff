import { orderEvent, pushOwnShop, traceEvent } from '@baton/platforms/standard-webhooks'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { OWN_SHOP_SECRET, openTestShop, type TestShop } from '../testing/own-shop.ts'
import { aSnapshot } from '../testing/snapshot.ts'
import { openTestContext, type TestContext } from '../testing/test-context.ts'

type Event = Parameters<typeof pushOwnShop>[1]['event']

describe('senders that wait and travel together', () => {
  let world: TestContext
  let shop: TestShop
  beforeAll(async () => {
    world = await openTestContext()
    shop = await openTestShop(world.ctx)
  })
  afterAll(() => world.close())

  const told = (orderNumber: string, over: Partial<Parameters<typeof aSnapshot>[0]> = {}) =>
    orderEvent('order.updated', aSnapshot({ orderNumber, ...over }), new Date(1000))

  /** What each hears: verdict or, without one, the state of its message. */
  async function hear(messages: Readonly<Record<string, Event>>): Promise<Record<string, string | null>> {
    const heard = await Promise.all(
      Object.entries(messages).map(async ([id, event]) => {
        const push = pushOwnShop([OWN_SHOP_SECRET], { id, event, sentAt: world.ctx.now() })
        const headers = { ...push.headers, prefer: 'wait' }
        const received = await shop.receiver.receive(
          { platform: 'own-shop', pushKey: shop.pushKey },
          { ...push, headers },
          '192.0.2.1',
        )
        const outcome = received.kind === 'answered' ? received.outcome : null
        return [id, outcome && (outcome.verdict ?? outcome.state)] as const
      }),
    )
    return Object.fromEntries(heard)
  }

  it('hear each what became of its own message, which is kept under its own name', async () => {
    const parcels = [{ carrier: 'YTO', waybill: 'YT1', lineNumbers: [] }]
    const trace = {
      carrier: 'YTO',
      waybill: 'YT1',
      orderNumber: 'T1',
      nativeStatus: 'in_transit',
      text: '',
      occurredAt: world.ctx.now(),
    }
    const stranger = { ...aSnapshot({ orderNumber: 'T3' }), shopNumber: 'S9' }
    expect(
      await hear({
        'z-order': told('T1', { nativeStatus: 'shipped', parcels }),
        'y-word': told('T2', { nativeStatus: '神秘状态' }),
        'x-shop': orderEvent('order.updated', stranger, new Date(1000)),
        'w-odd': { type: 'order.updated', timestamp: new Date(1000).toISOString(), data: { order: 1 } } as never,
        'v-other': told('T4'),
      }),
    ).toEqual({
      'z-order': 'applied',
      'y-word': 'unmapped',
      'x-shop': 'unmatched',
      'w-odd': 'unparsed',
      'v-other': 'applied',
    })
    expect(
      await hear({ 'u-trace': traceEvent(trace), 'z-order': told('T1', { nativeStatus: 'shipped', parcels }) }),
    ).toEqual({
      'u-trace': 'applied',
      'z-order': 'applied',
    })
    const kept = await world.ctx.sql<{ key: string; events: number; number: string | null }[]>`
      SELECT e.key, o.native_number AS number, (SELECT count(*)::int FROM order_events WHERE event_id = e.id) AS events
      FROM channel_events e LEFT JOIN orders o ON o.id = e.order_id ORDER BY e.key`
    expect(kept.map(({ key, number, events }) => [key, number, events])).toEqual([
      ['u-trace', 'T1', 1],
      ['v-other', 'T4', 1],
      ['w-odd', null, 0],
      ['x-shop', null, 0],
      ['y-word', null, 0],
      ['z-order', 'T1', 1],
    ])
  })
})
