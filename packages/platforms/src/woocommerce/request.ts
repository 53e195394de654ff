import { jsonAnswerOf } from '../call-answer.ts'
import type { Answer, PlatformFault, PlatformReply, PlatformRequest, ShopAccess } from '../driver.ts'
import { textAt } from '../json-field.ts'
import { isJsonObject, type Json, type JsonToWrite, stringifyJson } from '../lossless-json.ts'

const ABSENT_CODES: readonly string[] = ['woocommerce_rest_shop_order_invalid_id', 'woocommerce_rest_invalid_order']

/** Source: official REST API documentation, authentication over HTTPS by key and secret. */
export function wooRequest(
  access: ShopAccess,
  call: { readonly method: PlatformRequest['method']; readonly path: string; readonly body?: JsonToWrite },
): PlatformRequest {
  const { consumerKey = '', consumerSecret = '' } = access.app
  const shop = (access.endpoints.gateway ?? '').replace(/\/+$/, '')
  const proof = Buffer.from(`${consumerKey}:${consumerSecret}`).toString('base64')
  return {
    method: call.method,
    url: `${shop}/wp-json/wc/v3${call.path}`,
    headers: { authorization: `Basic ${proof}`, 'content-type': 'application/json', accept: 'application/json' },
    body: call.body === undefined ? null : stringifyJson(call.body),
  }
}

/** Errors are `{"code","message","data":{"status"}}` with the status of HTTP. */
export function wooAnswer<T>(reply: PlatformReply, read: (root: Json) => T): Answer<T> {
  return jsonAnswerOf(reply, { faultOf: (root) => faultOf(root, reply.status), read })
}

function faultOf(root: Json, status: number): PlatformFault | null {
  if (status < 400) return null
  const code = (isJsonObject(root) ? textAt(root, 'code') : null) ?? `http_${status}`
  const message = (isJsonObject(root) ? textAt(root, 'message') : null) ?? ''
  return { code, message, action: status === 404 && ABSENT_CODES.includes(code) ? 'absent' : 'never' }
}
