import type { ReplyReader } from '../call-answer.ts'
import { formatChinaTime } from '../china-time.ts'
import type { PlatformFault, PlatformRequest, ShopAccess } from '../driver.ts'
import { integerAt, needObject, objectAt, textAt } from '../json-field.ts'
import type { JsonObject } from '../lossless-json.ts'
import { signTop } from './sign.ts'

const TOKEN_CODES: readonly number[] = [26, 27]
const CALL_LIMIT_CODE = 7
/** Of a read, and of a shipping call (codes of public clients). */
const ABSENT_SUB_CODES: readonly string[] = ['isv.trade-not-exist', 'isv.logistics-offline-service-error:B01']

/** Source: official TOP documentation, common parameters; `timestamp` is GMT+8 wall clock. */
export function topRequest(
  access: ShopAccess,
  call: { readonly method: string; readonly params: Readonly<Record<string, string>> },
  now: Date,
): PlatformRequest {
  const { appKey = '', appSecret = '' } = access.app
  const params: Record<string, string> = {
    ...call.params,
    method: call.method,
    app_key: appKey,
    timestamp: formatChinaTime(now),
    format: 'json',
    v: '2.0',
    sign_method: 'md5',
  }
  if (access.shop.accessToken) params.session = access.shop.accessToken
  const body = new URLSearchParams({ ...params, sign: signTop(appSecret, params) }).toString()
  return {
    method: 'POST',
    url: access.endpoints.gateway ?? '',
    headers: { 'content-type': 'application/x-www-form-urlencoded;charset=utf-8' },
    body,
  }
}

export function topReader<T>(rootKey: string, read: (root: JsonObject) => T): ReplyReader<T> {
  return { faultOf, read: (root) => read(needObject(root, rootKey)) }
}

/** `isp.` is the platform's fault, `isv.` ours; 7 is the call limit, 26 and 27 the session. */
function faultOf(root: JsonObject): PlatformFault | null {
  const error = objectAt(root, 'error_response')
  if (error === null) return null
  const code = integerAt(error, 'code') ?? -1
  const subCode = textAt(error, 'sub_code') ?? ''
  const message = textAt(error, 'sub_msg') ?? textAt(error, 'msg') ?? ''
  return { code: [String(code), subCode].filter(Boolean).join(' '), message, ...standingOf(code, subCode) }
}

function standingOf(code: number, subCode: string): Pick<PlatformFault, 'action' | 'limited'> {
  if (TOKEN_CODES.includes(code)) return { action: 'token' }
  if (code === CALL_LIMIT_CODE) return { action: 'later', limited: true }
  if (subCode.startsWith('isp.')) return { action: 'later' }
  return { action: ABSENT_SUB_CODES.includes(subCode) ? 'absent' : 'never' }
}
