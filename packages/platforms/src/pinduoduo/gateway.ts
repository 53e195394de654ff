import { formatChinaTime } from '../china-time.ts'
import type { HttpAnswer } from '../driver.ts'
import type { GatewayOpening, GatewayPage, GatewayRequest, SecretOf } from '../gateway.ts'
import { isJsonObject, type JsonObject, type JsonToWrite, parseJson, stringifyJson } from '../lossless-json.ts'
import { signatureEqual } from '../signature-equal.ts'
import { signPop } from './sign.ts'

export interface PopFault {
  readonly code: number
  readonly message: string
  readonly subMessage?: string
}

export const POP_FAULTS = {
  parameters: { code: 10001, message: '公共参数错误' },
  clientUnknown: { code: 10016, message: 'client下线或者clientId不正确' },
  tokenExpired: { code: 10019, message: 'access_token已过期' },
  signature: { code: 20004, message: '签名sign校验失败' },
  business: { code: 50001, message: '业务服务错误' },
  tooOften: { code: 70031, message: '调用过于频繁，请调整调用频率' },
  /** The codes of a shipping call are not published as a list; this one is the sandbox's. */
  notShippable: { code: 50005, message: '业务服务错误', subMessage: '订单状态不允许发货' },
  orderAbsent: { code: 50006, message: '业务服务错误', subMessage: '订单不存在' },
} as const satisfies Record<string, PopFault>

/** Opens one signed request, form or JSON, as the POP gateway does (official Pinduoduo documentation). */
export function openPopRequest(request: GatewayRequest, secretOf: SecretOf): GatewayOpening {
  const params = paramsOf(request)
  if (params === null) return { ok: false, reply: popFailure(POP_FAULTS.parameters) }
  const { client_id: appKey = '', type: method = '', sign = '', access_token: token } = params
  const secret = secretOf(appKey)
  if (secret === null) return { ok: false, reply: popFailure(POP_FAULTS.clientUnknown) }
  if (!signatureEqual(signPop(secret, params), sign)) return { ok: false, reply: popFailure(POP_FAULTS.signature) }
  return { ok: true, call: { appKey, method, params, accessToken: token || null } }
}

/** `rootKey` as documented for the call (`order_info_get_response`); null for the calls that answer without one. */
export function popSuccess(rootKey: string | null, content: Readonly<Record<string, JsonToWrite>>): HttpAnswer {
  const inner = { ...content, request_id: 'sandbox' }
  return json(rootKey === null ? inner : { [rootKey]: inner })
}

export function popFailure(fault: PopFault): HttpAnswer {
  return json({
    error_response: {
      error_code: fault.code,
      error_msg: fault.message,
      sub_code: String(fault.code),
      sub_msg: fault.subMessage ?? fault.message,
      request_id: 'sandbox',
    },
  })
}

/** Content of `order_sn_increment_get_response`. */
export function renderPopPage(page: GatewayPage): Readonly<Record<string, JsonToWrite>> {
  return {
    total_count: page.total,
    order_sn_list: page.orders.map((order) => ({
      order_sn: order.orderNumber,
      updated_at: formatChinaTime(new Date(order.version)),
    })),
  }
}

/** Values as they are signed: text as it is, everything else as its JSON. */
function paramsOf(request: GatewayRequest): Readonly<Record<string, string>> | null {
  const text = Buffer.from(request.body).toString('utf8')
  const type = request.headers['content-type'] ?? ''
  if (!type.includes('json')) return { ...request.query, ...Object.fromEntries(new URLSearchParams(text)) }
  try {
    const root = parseJson(text)
    return isJsonObject(root) ? { ...request.query, ...signedTexts(root) } : null
  } catch {
    return null
  }
}

function signedTexts(root: JsonObject): Readonly<Record<string, string>> {
  const entries = Object.entries(root).filter(([, value]) => value !== null)
  return Object.fromEntries(
    entries.map(([key, value]) => [key, typeof value === 'string' ? value : stringifyJson(value)]),
  )
}

function json(body: JsonToWrite): HttpAnswer {
  return { status: 200, contentType: 'application/json;charset=UTF-8', body: stringifyJson(body) }
}
