import type { HttpPush } from '../driver.ts'
import { type JsonToWrite, stringifyJson, wireNumber } from '../lossless-json.ts'
import { encryptMessage, sha1Sorted } from './sign.ts'

export interface WeixinShopApp {
  readonly appId: string
  readonly token: string
  readonly encodingAesKey: string
}

/** Everything the sender draws at random or from its clock. */
export interface WeixinEnvelope {
  readonly sentAt: Date
  readonly nonce: string
  /** Sixteen bytes. */
  readonly random: Uint8Array
  readonly openId: string
}

/** Builds one encrypted and signed push (official documentation, safe mode with JSON). */
export function pushWeixinShop(
  app: WeixinShopApp,
  event: Readonly<Record<string, JsonToWrite>>,
  envelope: WeixinEnvelope,
): HttpPush {
  const timestamp = String(Math.floor(envelope.sentAt.getTime() / 1000))
  const { nonce } = envelope
  const encrypted = encryptMessage(stringifyJson(event), app, envelope.random)
  return {
    method: 'POST',
    query: {
      signature: sha1Sorted([app.token, timestamp, nonce]),
      timestamp,
      nonce,
      openid: envelope.openId,
      encrypt_type: 'aes',
      msg_signature: sha1Sorted([app.token, timestamp, nonce, encrypted]),
    },
    headers: { 'content-type': 'application/json' },
    body: Buffer.from(stringifyJson({ ToUserName: event.ToUserName ?? '', Encrypt: encrypted })),
  }
}

/** The platform's check of the address when it is entered. */
export function weixinAddressCheck(app: WeixinShopApp, echostr: string, envelope: WeixinEnvelope): HttpPush {
  const timestamp = String(Math.floor(envelope.sentAt.getTime() / 1000))
  const { nonce } = envelope
  const signature = sha1Sorted([app.token, timestamp, nonce])
  return { method: 'GET', query: { signature, timestamp, nonce, echostr }, headers: {}, body: new Uint8Array(0) }
}

interface EventBase {
  readonly originalId: string
  readonly openId: string
  readonly at: Date
  /** Some events write the order number as JSON number, others as text. */
  readonly idAs: 'number' | 'string'
}

/** An order event such as `channels_ec_order_pay`. */
export function weixinOrderEvent(
  name: string,
  order: { readonly orderNumber: string; readonly fields?: Readonly<Record<string, JsonToWrite>> },
  base: EventBase,
): Readonly<Record<string, JsonToWrite>> {
  return { ...head(name, base), order_info: { order_id: idOf(order.orderNumber, base), ...order.fields } }
}

export function weixinAfterSaleEvent(
  sale: { readonly orderNumber: string; readonly afterSaleNumber: string; readonly nativeStatus: string },
  base: EventBase,
): Readonly<Record<string, JsonToWrite>> {
  return {
    ...head('channels_ec_aftersale_update', base),
    finder_shop_aftersale_status_update: {
      status: sale.nativeStatus,
      after_sale_order_id: idOf(sale.afterSaleNumber, base),
      order_id: idOf(sale.orderNumber, base),
    },
  }
}

function head(name: string, base: EventBase): Readonly<Record<string, JsonToWrite>> {
  return {
    ToUserName: base.originalId,
    FromUserName: base.openId,
    CreateTime: Math.floor(base.at.getTime() / 1000),
    MsgType: 'event',
    Event: name,
  }
}

function idOf(number: string, base: EventBase): JsonToWrite {
  return base.idAs === 'number' ? wireNumber(number) : number
}
