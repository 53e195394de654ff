import type { HttpAnswer } from '../driver.ts'
import type { GatewayOpening, GatewayRequest, SecretOf } from '../gateway.ts'
import { isJsonObject, type JsonObject, type JsonToWrite, parseJson, stringifyJson } from '../lossless-json.ts'
import { signatureEqual } from '../signature-equal.ts'

export interface WooFault {
  readonly status: number
  readonly code: string
  readonly message: string
}

export const WOO_FAULTS = {
  unauthorized: {
    status: 401,
    code: 'woocommerce_rest_cannot_view',
    message: 'Sorry, you cannot list resources.',
  },
  orderAbsent: { status: 404, code: 'woocommerce_rest_shop_order_invalid_id', message: 'Invalid ID.' },
  routeAbsent: {
    status: 404,
    code: 'rest_no_route',
    message: 'No route was found matching the URL and request method.',
  },
  parameter: { status: 400, code: 'rest_invalid_param', message: 'Invalid parameter(s): status' },
  /** Core limits nothing; hosts and firewalls in front of it do, with this status. */
  tooMany: { status: 429, code: 'too_many_requests', message: 'Too Many Requests' },
} as const satisfies Record<string, WooFault>

/** Opens one REST request with key and secret in Basic authentication; the call is `METHOD /path` below `/wp-json/wc/v3`. */
export function openWooRequest(request: GatewayRequest, secretOf: SecretOf): GatewayOpening {
  const proof = /^Basic (\S+)$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
  const [appKey = '', secret = ''] = Buffer.from(proof, 'base64').toString('utf8').split(':')
  const known = secretOf(appKey)
  if (known === null || !signatureEqual(known, secret)) return { ok: false, reply: wooFailure(WOO_FAULTS.unauthorized) }
  const path = /^\/wp-json\/wc\/v3(\/.*)$/.exec(request.path)?.[1]
  const params = request.method === 'GET' ? request.query : bodyOf(request.body)
  if (path === undefined) return { ok: false, reply: wooFailure(WOO_FAULTS.routeAbsent) }
  if (params === null) return { ok: false, reply: wooFailure(WOO_FAULTS.parameter) }
  return { ok: true, call: { appKey, method: `${request.method} ${path}`, params, accessToken: null } }
}

export function wooSuccess(body: JsonToWrite, status = 200): HttpAnswer {
  return { status, contentType: 'application/json; charset=UTF-8', body: stringifyJson(body) }
}

export function wooFailure({ status, code, message }: WooFault): HttpAnswer {
  return wooSuccess({ code, message, data: { status } }, status)
}

function bodyOf(body: Uint8Array): JsonObject | null {
  try {
    const root = parseJson(body)
    return isJsonObject(root) ? root : null
  } catch {
    return null
  }
}
