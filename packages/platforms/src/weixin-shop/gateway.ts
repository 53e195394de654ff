import type { HttpAnswer } from '../driver.ts'
import type { GatewayOpening, GatewayRequest } from '../gateway.ts'
import { isJsonObject, type JsonObject, type JsonToWrite, parseJson, stringifyJson } from '../lossless-json.ts'

export interface WeixinFault {
  readonly code: number
  readonly message: string
}

export const WEIXIN_FAULTS = {
  busy: { code: -1, message: 'system error' },
  tokenInvalid: { code: 40001, message: 'invalid credential, access_token is invalid or not latest' },
  tokenMissing: { code: 41001, message: 'access_token missing' },
  tokenExpired: { code: 42001, message: 'access_token expired' },
  tooOften: { code: 45011, message: 'api minute-quota reach limit  must slower  retry next minute' },
  orderAbsent: { code: 10020051, message: 'order not exist' },
  /** What the platform calls a delivery it does not take now is not published as a list; callers read the order. */
  notShippable: { code: 10020116, message: 'change not allowed' },
  json: { code: 47001, message: 'data format error' },
} as const satisfies Record<string, WeixinFault>

const TOKEN_PATHS: readonly string[] = ['/cgi-bin/stable_token', '/cgi-bin/token']

/**
 * Opens one request as api.weixin.qq.com does: the token in the query is the whole proof, so `appOf` says whose it is
 * (or which fault it earns). Token requests prove themselves by appid and secret in their parameters.
 */
export function openWeixinRequest(
  request: GatewayRequest,
  appOf: (accessToken: string) => string | WeixinFault,
): GatewayOpening {
  const params = paramsOf(request)
  if (params === null) return { ok: false, reply: weixinFailure(WEIXIN_FAULTS.json) }
  const { path: method } = request
  if (TOKEN_PATHS.includes(method)) {
    const appKey = typeof params.appid === 'string' ? params.appid : ''
    return { ok: true, call: { appKey, method, params, accessToken: null } }
  }
  const accessToken = request.query.access_token
  if (!accessToken) return { ok: false, reply: weixinFailure(WEIXIN_FAULTS.tokenMissing) }
  const app = appOf(accessToken)
  if (typeof app !== 'string') return { ok: false, reply: weixinFailure(app) }
  return { ok: true, call: { appKey: app, method, params, accessToken } }
}

export function weixinSuccess(content: Readonly<Record<string, JsonToWrite>>): HttpAnswer {
  return json({ errcode: 0, errmsg: 'ok', ...content })
}

export function weixinFailure(fault: WeixinFault): HttpAnswer {
  return json({ errcode: fault.code, errmsg: fault.message })
}

/** Token replies carry no `errcode`. */
export function weixinToken(accessToken: string, expiresInSeconds: number): HttpAnswer {
  return json({ access_token: accessToken, expires_in: expiresInSeconds })
}

/** Content of `/channels/ec/order/list/get`. */
export function renderWeixinPage(page: {
  readonly orderNumbers: readonly string[]
  readonly nextKey: string | null
}): Readonly<Record<string, JsonToWrite>> {
  return { order_id_list: page.orderNumbers, next_key: page.nextKey ?? '', has_more: page.nextKey !== null }
}

function paramsOf(request: GatewayRequest): JsonObject | null {
  if (request.method === 'GET') return request.query
  try {
    const root = parseJson(request.body)
    return isJsonObject(root) ? root : null
  } catch {
    return null
  }
}

function json(body: JsonToWrite): HttpAnswer {
  return { status: 200, contentType: 'application/json; charset=utf-8', body: stringifyJson(body) }
}
