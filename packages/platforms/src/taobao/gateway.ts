import { formatChinaTime } from '../china-time.ts'
import type { HttpAnswer } from '../driver.ts'
import type { GatewayOpening, GatewayPage, GatewayRequest, SecretOf } from '../gateway.ts'
import { type JsonToWrite, stringifyJson, wireNumber } from '../lossless-json.ts'
import { signatureEqual } from '../signature-equal.ts'
import { signTop, type TopSignMethod } from './sign.ts'

export interface TopFault {
  readonly code: number
  readonly message: string
  readonly subCode?: string
  readonly subMessage?: string
}

export const TOP_FAULTS = {
  signature: { code: 25, message: 'Invalid signature' },
  callLimited: { code: 7, message: 'App Call Limited' },
  sessionMissing: { code: 26, message: 'Missing session' },
  sessionInvalid: { code: 27, message: 'Invalid session' },
  busy: { code: 15, message: 'Remote service error', subCode: 'isp.remote-service-error', subMessage: '服务不可用' },
  tradeAbsent: {
    code: 15,
    message: 'Remote service error',
    subCode: 'isv.trade-not-exist',
    subMessage: '交易订单不存在',
  },
  /** B04 and B01 of the shipping call, as public clients know them. */
  shippedAlready: {
    code: 15,
    message: 'Remote service error',
    subCode: 'isv.logistics-offline-service-error:B04',
    subMessage: '订单状态不对，该物流订单已经发货或者已关闭，不能重复发货',
  },
  shipAbsent: {
    code: 15,
    message: 'Remote service error',
    subCode: 'isv.logistics-offline-service-error:B01',
    subMessage: '物流订单不存在',
  },
} as const satisfies Record<string, TopFault>

const SIGN_METHODS: readonly string[] = ['md5', 'hmac', 'hmac-sha256']

/** Opens one signed form request as the TOP gateway does (official TOP documentation). */
export function openTopRequest(request: GatewayRequest, secretOf: SecretOf): GatewayOpening {
  const form = Object.fromEntries(new URLSearchParams(Buffer.from(request.body).toString('utf8')))
  const params = { ...request.query, ...form }
  const { app_key: appKey = '', method = '', sign = '', sign_method: signMethod = 'md5', session } = params
  const secret = secretOf(appKey)
  const known = SIGN_METHODS.includes(signMethod)
  if (secret === null || !known || !signatureEqual(signTop(secret, params, signMethod as TopSignMethod), sign)) {
    return { ok: false, reply: topFailure(TOP_FAULTS.signature) }
  }
  return { ok: true, call: { appKey, method, params, accessToken: session || null } }
}

/** The root key is the method with dots as underscores, `taobao.` left out, and `_response`. */
export function topSuccess(method: string, content: Readonly<Record<string, JsonToWrite>>): HttpAnswer {
  const root = `${method.replace(/^taobao\./, '').replaceAll('.', '_')}_response`
  return json({ [root]: { ...content, request_id: 'sandbox' } })
}

export function topFailure(fault: TopFault): HttpAnswer {
  return json({
    error_response: {
      code: fault.code,
      msg: fault.message,
      sub_code: fault.subCode,
      sub_msg: fault.subMessage,
      request_id: 'sandbox',
    },
  })
}

/** Content of `taobao.trades.sold.increment.get`, without `has_next`. */
export function renderTopPage(page: GatewayPage): Readonly<Record<string, JsonToWrite>> {
  const trade = page.orders.map((order) => ({
    tid: wireNumber(order.orderNumber),
    modified: formatChinaTime(new Date(order.version)),
  }))
  return { total_results: page.total, trades: { trade } }
}

function json(body: JsonToWrite): HttpAnswer {
  return { status: 200, contentType: 'text/javascript;charset=UTF-8', body: stringifyJson(body) }
}
