import type { PlatformId } from '@baton/contract'
import type { Answer, Call, ShopAccess } from '@baton/platforms'
import { createOrders } from '../control/create-orders.ts'
import { moveOrder } from '../control/move-order.ts'
import type { Change, Order } from '../orders/order.ts'
import { sliceData, TestWorld } from '../sandbox.fixture.ts'
import type { WorldShop } from '../world.ts'
import type { MountedGateway } from './mount.ts'

/** Whose call it is, and where it goes if not to the channel's first gateway. */
interface Asked {
  readonly channel: Order['channel']
  readonly shop: WorldShop
  readonly gateway?: MountedGateway
}

/** Baton's side of a gateway: the driver's requests against the sandbox, without a socket. */
export class Caller {
  readonly test: TestWorld
  token: string | undefined

  constructor(test: TestWorld) {
    this.test = test
  }

  ask<I, O>(of: Asked, call: Call<I, O> | undefined, input: I): Answer<O> {
    if (call === undefined) throw new Error('The driver has no such call.')
    const now = new Date(this.test.now)
    const request = call.request(this.accessOf(of), input, now)
    const mounted = of.gateway ?? this.test.sandbox.gateways.find((one) => one.channel === of.channel)
    if (mounted === undefined) throw new Error('The channel has no gateway.')
    const url = new URL(request.url)
    if (!url.pathname.startsWith(mounted.prefix)) throw new Error(`Asked elsewhere: ${url.pathname}.`)
    const answer = mounted.handle({
      method: request.method,
      path: url.pathname.slice(mounted.prefix.length),
      query: Object.fromEntries(url.searchParams),
      headers: request.headers,
      body: Buffer.from(request.body ?? ''),
    })
    return call.answer({ status: answer.status, body: Buffer.from(answer.body) }, input, now)
  }

  private accessOf({ channel, shop }: { channel: Order['channel']; shop: WorldShop }): ShopAccess {
    const fields: Record<string, string> = { ...shop.fields }
    if (channel.platform === 'weixin-shop')
      fields.accessToken = this.test.sandbox.tokens.weixin(channel, false).accessToken
    if (this.token !== undefined) fields.accessToken = this.token
    return { app: channel.fields, shop: fields, endpoints: channel.endpoints }
  }
}

/** An order of at least two lines in the given state, and somebody who asks for it. */
export async function given(platform: PlatformId, state: Change): Promise<{ caller: Caller; order: Order }> {
  const world = new TestWorld(await sliceData())
  for (;;) {
    const [made] = createOrders(world.sandbox, { channel: platform, state: 'created' })
    const order = world.sandbox.book.find(made?.number ?? '')
    if (order === undefined) throw new Error('The order was not made.')
    if (order.invoice.lines.length < 2) continue
    world.now += 10_000
    if (state !== 'created') moveOrder(world.sandbox, order, state)
    return { caller: new Caller(world), order }
  }
}
