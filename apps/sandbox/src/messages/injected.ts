import type { HttpPush } from '@baton/platforms'
import { eventSign } from '@baton/platforms/douyin'
import { signedShopify } from '@baton/platforms/shopify'
import { signedHeaders } from '@baton/platforms/standard-webhooks'
import { pushWeixinShop } from '@baton/platforms/weixin-shop'
import { signedWoo } from '@baton/platforms/woocommerce'
import type { WorldChannel } from '../world.ts'

const GARBAGE = '{"tag":"101","msg_id":'

/** A push whose signature is right and whose content is nonsense. Throws for channels that have a socket instead. */
export function garbagePush(channel: WorldChannel, id: string, sentAt: Date): HttpPush {
  const { appKey = '', appSecret = '', appId = '', token = '', encodingAesKey = '', secret = '' } = channel.fields
  const body = Buffer.from(`${GARBAGE}${id}`)
  const headers = { 'content-type': 'application/json' }
  switch (channel.platform) {
    case 'douyin': {
      const signed = { ...headers, 'app-id': appKey, 'event-sign': eventSign(appKey, appSecret, body) }
      return { method: 'POST', query: {}, headers: signed, body }
    }
    case 'weixin-shop': {
      const random = Buffer.from(id.padStart(16, '0').slice(-16))
      const event = { ToUserName: 'gh_qinghe00000', nonsense: id }
      return pushWeixinShop({ appId, token, encodingAesKey }, event, { sentAt, nonce: id, random, openId: 'nobody' })
    }
    case 'own-shop': {
      const signed = { ...headers, ...signedHeaders([secret], { id, at: sentAt, body }) }
      return { method: 'POST', query: {}, headers: signed, body }
    }
    case 'shopify': {
      const shopDomain = channel.shops[0]?.nativeNumber ?? ''
      const push = { topic: 'orders/updated', webhookId: id, shopDomain, triggeredAt: sentAt }
      return signedShopify(channel.fields.clientSecret ?? '', push, body)
    }
    case 'woocommerce': {
      const push = { topic: 'order.updated', deliveryId: id, source: channel.endpoints.gateway ?? '' } as const
      return signedWoo(channel.fields.webhookSecret ?? '', push, body)
    }
    case 'taobao':
    case 'pinduoduo':
      throw new RangeError(`${channel.platform} is not pushed over HTTP.`)
  }
}

/** The same push as somebody without the secret would send it. */
export function withBadSignature(push: HttpPush): HttpPush {
  const wrong = (text: string) => `${text.slice(0, -2)}${text.endsWith('0=') ? '1=' : '0='}`
  const headers = Object.entries(push.headers).map(([key, value]) => [
    key,
    /sign|hmac/.test(key) ? wrong(value) : value,
  ])
  const query = Object.entries(push.query).map(([key, value]) => [key, /signature/.test(key) ? wrong(value) : value])
  return { ...push, headers: Object.fromEntries(headers), query: Object.fromEntries(query) }
}
