import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { douyinSuccess, openDouyinRequest, renderDouyinOrder, renderDouyinPage } from '@baton/platforms/douyin'
import { benchOrder } from '../../bench/harness/events.ts'
import { DOUYIN_APP } from '../../bench/harness/world.ts'
import { DOUYIN_SHOP } from './stories.ts'

export interface Gateway {
  readonly url: string
  close(): Promise<void>
}

/** Plays Douyin's gateway on loopback: knows every order it is asked for, as paid and waiting to be shipped. */
export async function startGateway(): Promise<Gateway> {
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://gateway')
      const query = Object.fromEntries(url.searchParams)
      const opened = { method: 'POST', path: url.pathname, query, headers: {}, body: Buffer.concat(parts) }
      const answer = answerTo(
        openDouyinRequest(opened, (key) => (key === DOUYIN_APP.appKey ? DOUYIN_APP.appSecret : null)),
      )
      response.writeHead(answer.status, { 'content-type': answer.contentType }).end(answer.body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const BORN = Date.now() - 3_600_000

function answerTo(opening: ReturnType<typeof openDouyinRequest>) {
  if (!opening.ok) return opening.reply
  if (opening.call.method !== 'order.orderDetail')
    return douyinSuccess(renderDouyinPage({ orders: [], total: 0, page: 0, pageSize: 100 }))
  const orderNumber = String(opening.call.params.shop_order_id)
  const order = benchOrder(orderNumber, { shopNumber: DOUYIN_SHOP, nativeStatus: '2', version: BORN })
  const { createdAt, paidAt, shipBy } = {
    createdAt: new Date(BORN),
    paidAt: new Date(BORN),
    shipBy: new Date(BORN + 172_800_000),
  }
  return douyinSuccess({ shop_order_detail: renderDouyinOrder({ ...order, createdAt, paidAt, shipBy }) })
}
