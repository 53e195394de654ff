import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { OrderSnapshot } from '@baton/platforms'
import { renderWooOrder, wooSuccess } from '@baton/platforms/woocommerce'
import { saveApp, saveShop } from '../catalogue/index.ts'
import type { Context } from '../runtime/context.ts'
import { aSnapshot } from './snapshot.ts'

/** A shop whose orders are fetched from a gateway. */
export interface WooShop {
  readonly appId: string
  readonly shopId: string
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
    const buyer = { id: '5', nick: null }
    const order = aSnapshot({ orderNumber, nativeStatus: 'processing', buyer, lines: [], ...had })
    const { body, contentType } = wooSuccess(renderWooOrder(order))
    return response.setHeader('content-type', contentType).end(body)
  })
  await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve))
  const { id: appId } = await saveApp(ctx, {
    platform: 'woocommerce',
    name: 'Woo',
    fields: { webhookSecret: 'w', consumerKey: 'ck_1', consumerSecret: 'cs_1' },
    endpoints: { gateway: `http://127.0.0.1:${(gateway.address() as AddressInfo).port}` },
  })
  const { id } = await saveShop(ctx, { appId, name: 'Woo', nativeNumber: 'W1', fields: {}, enabled: true })
  return { appId, shopId: id, close: () => gateway.close() }
}
