import { PassThrough } from 'node:stream'
import { applyPending, Receiver } from '@baton/fulfilment/channels'
import { listOrders } from '@baton/fulfilment/orders'
import type { Context } from '@baton/fulfilment/runtime'
import { listLinks, makeLink } from '@baton/fulfilment/tracking'
import type { OrderSnapshot, TraceFact } from '@baton/platforms'
import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import { openTestShop, type TestShop } from '../../../../packages/fulfilment/src/testing/own-shop.ts'
import { aSnapshot } from '../../../../packages/fulfilment/src/testing/snapshot.ts'
import { openTestContext, type TestContext } from '../../../../packages/fulfilment/src/testing/test-context.ts'
import { buildServer } from '../server.ts'

export const HOUR = 3_600_000
export const PERSON = { name: '王小明', phone: '13812341234', district: '西湖区', address: '文一路 3 号' }
/** A carrier's parcels as a channel tells them. */
export const carried = (waybill: string, ...lineNumbers: string[]) => ({ carrier: 'SF', waybill, lineNumbers })

/** Whether a page’s text says that its link opens nothing. */
export const isDead = (text: string) => text.includes('这个链接打不开订单')

interface Opening {
  readonly from?: string
  readonly language?: string
  readonly encoding?: string
}

/** A shop, its orders, and the server that shows them to their buyers. */
export interface TrackWorld extends TestContext {
  readonly server: FastifyInstance
  readonly shop: TestShop
  /** All that was logged so far. */
  logged(): string
  tell(orderNumber: string, told?: Partial<OrderSnapshot>): Promise<string>
  tellTrace(trace: Partial<TraceFact> & Pick<TraceFact, 'orderNumber' | 'waybill' | 'nativeStatus'>): Promise<void>
  /** Makes a link where none works, and says the path that it leads to. */
  linkTo(orderId: string, kind?: 'buyer' | 'share'): Promise<string>
  open(path: string, opening?: Opening): Promise<Awaited<ReturnType<FastifyInstance['inject']>>>
  /** What stands on a page for eyes. */
  textOf(path: string, opening?: Opening): Promise<string>
}

export async function openTrackWorld(): Promise<TrackWorld> {
  const world = await openTestContext()
  const lines = new PassThrough()
  const log: string[] = []
  lines.on('data', (line) => log.push(String(line)))
  const ctx: Context = { ...world.ctx, log: pino({ level: 'trace' }, lines) }
  const server = await buildServer(ctx, new Receiver(ctx))
  const shop = await openTestShop(ctx)
  let traces = 0
  const settle = async () => {
    while ((await applyPending(ctx, shop.apps)) > 0);
  }
  const open: TrackWorld['open'] = (path, { from = '192.0.2.1', language = 'zh-CN', encoding = 'identity' } = {}) =>
    server.inject({
      url: path,
      remoteAddress: from,
      headers: { 'accept-language': language, 'accept-encoding': encoding },
    })
  return {
    ...world,
    ...{ ctx, server, shop, open },
    logged: () => log.join(''),
    async tell(orderNumber, told = {}) {
      world.clock.forward(60_000)
      const version = world.clock.at.getTime()
      const receiver = { ...PERSON, province: '浙江省', city: '杭州市', handle: null }
      await shop.push(`${orderNumber}-${version}`, aSnapshot({ orderNumber, version, receiver, ...told }))
      await settle()
      return (await listOrders(ctx, { filter: { q: orderNumber }, limit: 1 })).rows[0]?.id ?? ''
    },
    async tellTrace(trace) {
      traces += 1
      await shop.pushTrace(`trace-${traces}`, { carrier: 'SF', occurredAt: world.clock.at, text: '', ...trace })
      await settle()
    },
    async linkTo(orderId, kind = 'buyer') {
      await makeLink(ctx, { orderId, kind })
      const { buyer, shared } = await listLinks(ctx, { orderId })
      return new URL((kind === 'buyer' ? buyer : shared[0])?.url ?? '').pathname
    },
    async textOf(path, opening) {
      const { body } = await open(path, opening)
      return body
        .replace(/<style>.*?<\/style>/s, '')
        .replace(/<[^>]*>/g, ' ')
        .replace(/\s+/g, ' ')
    },
    async close() {
      await server.close()
      await world.close()
    },
  }
}
