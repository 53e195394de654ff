import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { OrderSnapshot } from '@baton/platforms'
import { pushWoo, renderWooOrder, wooSuccess } from '@baton/platforms/woocommerce'
import { saveApp, saveShop } from '../catalogue/index.ts'
import { Receiver } from '../channels/index.ts'
import type { Context } from '../runtime/context.ts'
import { aSnapshot } from './snapshot.ts'

const SHOP = 'https://woo.example/'

/** A shop whose orders are fetched from a gateway. */
export interface WooShop {
  readonly appId: string
  readonly shopId: string
  /** One message of a shop that sends whole orders. */
  push(deliveryId: string, orderNumber: string, had: Partial<OrderSnapshot>): Promise<void>
  close(): void
}

/**
 * Every order of it is paid and to be shipped. `asked` is told each order number before its answer goes out, and says
 * what else the shop has of it; null: the gateway is not well then.
 */
export async function openWooShop(
  ctx: Context,
  asked: (orderNumber: string) => Promise<Partial<OrderSnapshot> | null>,
): Promise<WooShop> {
  const gateway = createServer(async (request, response) => {
    const orderNumber = /orders\/(\d+)/.exec(request.url ?? '')?.[1] ?? ''
    const had = await asked(orderNumber)
    if (had === null) return response.writeHead(500).end()
    const { body, contentType } = wooSuccess(rendered(orderNumber, had))
    return response.setHeader('content-type', contentType).end(body)
  })
  await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve))
  const { id: appId } = await saveApp(ctx, {
    platform: 'woocommerce',
    name: 'Woo',
    fields: { webhookSecret: 'w', consumerKey: 'ck_1', consumerSecret: 'cs_1' },
    endpoints: { gateway: `http://127.0.0.1:${(gateway.address() as AddressInfo).port}` },
  })
  const { id } = await saveShop(ctx, { appId, name: 'Woo', nativeNumber: SHOP, fields: {}, enabled: true })
  const receiver = new Receiver(ctx)
  const pushKey = (await receiver.apps.all()).find((app) => app.id === appId)?.pushKey ?? ''
  return {
    ...{ appId, shopId: id, close: () => gateway.close() },
    async push(deliveryId, orderNumber, had) {
      const payload = rendered(orderNumber, had)
      const push = pushWoo('w', { topic: 'order.updated', deliveryId, source: SHOP, payload })
      const received = await receiver.receive({ platform: 'woocommerce', pushKey }, push, '192.0.2.1')
      if (received.kind !== 'answered') throw new Error(`a push was not taken: ${received.kind}`)
    },
  }
}

function rendered(orderNumber: string, had: Partial<OrderSnapshot>) {
  const buyer = { id: '5', nick: null }
  return renderWooOrder(aSnapshot({ orderNumber, nativeStatus: 'processing', buyer, lines: [], ...had }))
}
