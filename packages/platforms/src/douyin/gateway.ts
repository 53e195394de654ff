import type { HttpAnswer } from '../driver.ts'
import type { GatewayOpening, GatewayPage, GatewayRequest, SecretOf } from '../gateway.ts'
import { isJsonObject, type JsonToWrite, parseJson, stringifyJson } from '../lossless-json.ts'
import { signatureEqual } from '../signature-equal.ts'
import { signRequest } from './sign.ts'

export interface DouyinFault {
  readonly code: number
  readonly message: string
  readonly subCode: string
  readonly subMessage: string
}

export const DOUYIN_FAULTS = {
  signature: {
    code: 40003,
    message: '非法的参数',
    subCode: 'isv.signature-invalid',
    subMessage: '签名校验失败',
  },
  parameters: {
    code: 40003,
    message: '非法的参数',
    subCode: 'isv.parameter-format-invalid',
    subMessage: '业务参数json解析失败',
  },
  tokenExpired: {
    code: 40003,
    message: '非法的参数',
    subCode: 'isv.access-token-expired',
    subMessage: 'access_token已过期',
  },
  notShippable: {
    code: 50002,
    message: '业务处理失败',
    subCode: 'isv.business-failed:order-status',
    subMessage: '订单状态不允许发货',
  },
  busy: { code: 20000, message: '服务不可用', subCode: 'isp.service-error', subMessage: '系统繁忙，请稍后重试' },
} as const satisfies Record<string, DouyinFault>

/** Opens one signed API request as the platform's gateway does (common parameters and signature: official Doudian SDK). */
export function openDouyinRequest(request: GatewayRequest, secretOf: SecretOf): GatewayOpening {
  const { app_key: appKey = '', method = '', timestamp = '', sign = '', access_token: token } = request.query
  const secret = secretOf(appKey)
  const paramJson = Buffer.from(request.body).toString('utf8')
  const expected = secret === null ? null : signRequest(secret, { appKey, method, paramJson, timestamp })
  if (expected === null || !signatureEqual(expected, sign)) {
    return { ok: false, reply: douyinFailure(DOUYIN_FAULTS.signature) }
  }
  try {
    const params = parseJson(paramJson)
    if (isJsonObject(params)) return { ok: true, call: { appKey, method, params, accessToken: token ?? null } }
  } catch {
    // Answered below, like any other body that is not an object.
  }
  return { ok: false, reply: douyinFailure(DOUYIN_FAULTS.parameters) }
}

export function douyinSuccess(data: JsonToWrite): HttpAnswer {
  return json({ code: 10000, msg: 'success', sub_code: '', sub_msg: '', log_id: 'sandbox', data })
}

export function douyinFailure(fault: DouyinFault): HttpAnswer {
  const { code, message, subCode, subMessage } = fault
  return json({ code, msg: message, sub_code: subCode, sub_msg: subMessage, log_id: 'sandbox', data: null })
}

/** `data` of `/order/searchList`. */
export function renderDouyinPage(page: GatewayPage): JsonToWrite {
  return {
    total: page.total,
    page: page.page,
    size: page.pageSize,
    shop_order_list: page.orders.map((order) => ({
      order_id: order.orderNumber,
      update_time: Math.floor(order.version / 1000),
    })),
  }
}

function json(body: JsonToWrite): HttpAnswer {
  return { status: 200, contentType: 'application/json; charset=utf-8', body: stringifyJson(body) }
}
