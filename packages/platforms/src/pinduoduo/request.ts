import type { ReplyReader } from '../call-answer.ts'
import type { PlatformFault, PlatformRequest, ShopAccess } from '../driver.ts'
import { integerAt, objectAt, textAt } from '../json-field.ts'
import type { JsonObject } from '../lossless-json.ts'
import { signPop } from './sign.ts'

const TOKEN_CODES: readonly number[] = [10019]
/** Called too often or temporarily closed, and the gateway's own failures (official table of codes). */
const LIMIT_CODES: readonly number[] = [70031, 70032, 70033]
const LATER_CODES: readonly number[] = [50000, 50001, 50002, 52001, 52002, 52101, 52102, 52103]

/** Source: official Pinduoduo documentation, common parameters; `timestamp` is Unix seconds. */
export function popRequest(
  access: ShopAccess,
  call: { readonly type: string; readonly params: Readonly<Record<string, string>> },
  now: Date,
): PlatformRequest {
  const { clientId = '', clientSecret = '' } = access.app
  const params: Record<string, string> = {
    ...call.params,
    type: call.type,
    client_id: clientId,
    timestamp: String(Math.floor(now.getTime() / 1000)),
    data_type: 'JSON',
    version: 'V1',
  }
  if (access.shop.accessToken) params.access_token = access.shop.accessToken
  return {
    method: 'POST',
    url: access.endpoints.gateway ?? '',
    headers: { 'content-type': 'application/x-www-form-urlencoded;charset=utf-8' },
    body: new URLSearchParams({ ...params, sign: signPop(clientSecret, params) }).toString(),
  }
}

export function popReader<T>(read: (root: JsonObject) => T): ReplyReader<T> {
  return { faultOf: popFaultOf, read }
}

export function popFaultOf(root: JsonObject): PlatformFault | null {
  const error = objectAt(root, 'error_response')
  if (error === null) return null
  const code = integerAt(error, 'error_code') ?? -1
  const message = textAt(error, 'sub_msg') ?? textAt(error, 'error_msg') ?? ''
  return {
    code: [String(code), textAt(error, 'sub_code')].filter(Boolean).join(' '),
    message,
    ...standingOf(code),
  }
}

function standingOf(code: number): Pick<PlatformFault, 'action' | 'limited'> {
  if (TOKEN_CODES.includes(code)) return { action: 'token' }
  if (LIMIT_CODES.includes(code)) return { action: 'later', limited: true }
  return { action: LATER_CODES.includes(code) ? 'later' : 'never' }
}
