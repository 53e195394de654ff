import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import {
  type GatewayCall,
  type HttpAnswer,
  type OrderSnapshot,
  objectsAt,
  type ParcelSnapshot,
  textAt,
} from '@baton/platforms'
import {
  openWeixinRequest,
  renderWeixinAfterSale,
  renderWeixinOrder,
  WEIXIN_FAULTS,
  weixinFailure,
  weixinSuccess,
  weixinToken,
} from '@baton/platforms/weixin-shop'
import type { Mood } from './shop-outside.ts'

export const HINTING_APP = {
  ...{ appId: 'wx5d1c0ffee0000001', appSecret: 'of the app', token: 'of its pushes' },
  encodingAesKey: 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQ',
}
/** A status of newer orders that nobody gave a meaning yet. */
export const NEW_CODE = '77'
const TOKEN = 'of two hours'

const CODES: Readonly<Record<string, string>> = {
  ...{ pending_payment: '10', paid_held: '12', to_ship: '20', part_shipped: '21', shipped: '30', done: '100' },
  ...{ cancelled: '250', refunded: '200' },
}
const SALE_CODES: Readonly<Record<string, string>> = {
  ...{ requested: 'MERCHANT_PROCESSING', rejected: 'MERCHANT_REJECT_REFUND', refunded: 'MERCHANT_REFUND_SUCCESS' },
}

/** What the platform calls an order of which an own shop would say `word`. */
export function codeOf(word: string): string {
  return CODES[word] ?? NEW_CODE
}

/** The platform counts open after-sales beside the order. */
function inItsWords(order: OrderSnapshot): OrderSnapshot {
  const isAsked = order.afterSales.some((one) => one.nativeStatus === 'requested')
  return { ...order, nativeStatus: codeOf(order.nativeStatus), holds: isAsked ? ['refund_requested'] : [] }
}

/** The shop behind the gateway; its words are those of an own shop. */
export interface HintingShop {
  find(orderNumber: string): OrderSnapshot | null
  /** False: it takes no parcel now. */
  ship(orderNumber: string, parcels: readonly ParcelSnapshot[]): boolean
}

/** A picture that is made, and on its way only once somebody lets it go. */
interface HeldAnswer {
  readonly reached: Promise<void>
  release(): void
}

/** The gateway of a platform whose pushes only hint: WeChat shop's, on loopback, well or badly. */
export class GatewayOutside {
  mood: Mood = 'well'
  shop: HintingShop = { find: () => null, ship: () => false }
  now: () => Date = () => new Date(0)
  private held: { reached: () => void; released: Promise<void> } | null = null
  private readonly server: Server

  private constructor(server: Server) {
    this.server = server
  }

  static async open(): Promise<GatewayOutside> {
    const server = createServer()
    const gateway = new GatewayOutside(server)
    server.on('request', async (request, response) => {
      const answer = await gateway.answer(request)
      if (gateway.mood === 'cut') return request.socket.destroy()
      return response.writeHead(answer.status, { 'content-type': answer.contentType }).end(answer.body)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return gateway
  }

  get address(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  /** The next picture of an order is of the moment it is asked for, and stays here until it is released. */
  holdNext(): HeldAnswer {
    const [reached, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    this.held = { reached: reached.resolve, released: released.promise }
    const release = () => {
      this.held = null
      released.resolve()
    }
    return { reached: reached.promise, release }
  }

  private async answer(request: IncomingMessage): Promise<HttpAnswer> {
    const { pathname, searchParams } = new URL(request.url ?? '/', this.address)
    const body = await buffer(request)
    const query = Object.fromEntries(searchParams)
    const asked = { method: request.method ?? '', path: pathname, query, headers: {}, body }
    if (this.mood === 'busy') return weixinFailure(WEIXIN_FAULTS.busy)
    if (this.mood === 'refusing') return weixinFailure(WEIXIN_FAULTS.tooOften)
    const opening = openWeixinRequest(asked, (token) =>
      token === TOKEN ? HINTING_APP.appId : WEIXIN_FAULTS.tokenInvalid,
    )
    return opening.ok ? this.say(opening.call) : opening.reply
  }

  private async say({ method, params }: GatewayCall): Promise<HttpAnswer> {
    if (method === '/cgi-bin/stable_token') return weixinToken(TOKEN, 7200)
    if (method === '/channels/ec/order/get') return this.picture(textAt(params, 'order_id') ?? '')
    if (method === '/channels/ec/aftersale/getaftersaleorder') return this.sale(textAt(params, 'after_sale_order_id'))
    if (method !== '/channels/ec/order/delivery/send') throw new Error(`nobody answers ${method}`)
    const parcels = objectsAt(params, 'delivery_list').map((parcel) => ({
      carrier: textAt(parcel, 'delivery_id') ?? '',
      waybill: textAt(parcel, 'waybill_id') ?? '',
      lineNumbers: [],
    }))
    const isTaken = this.shop.ship(textAt(params, 'order_id') ?? '', parcels)
    return isTaken ? weixinSuccess({}) : weixinFailure(WEIXIN_FAULTS.notShippable)
  }

  private async picture(orderNumber: string): Promise<HttpAnswer> {
    const order = this.shop.find(orderNumber)
    const answer = weixinSuccess(order ? { order: renderWeixinOrder(inItsWords(order)) } : {})
    const { held } = this
    this.held = null
    held?.reached()
    await held?.released
    return answer
  }

  private sale(number: string | null): HttpAnswer {
    const sale = this.shop.find(number?.replace(/^R-/, '') ?? '')?.afterSales[0]
    const nativeStatus = SALE_CODES[sale?.nativeStatus ?? ''] ?? ''
    return weixinSuccess(sale ? { after_sale_order: renderWeixinAfterSale({ ...sale, nativeStatus }, this.now()) } : {})
  }

  close(): void {
    this.server.close()
    this.server.closeAllConnections()
  }
}
