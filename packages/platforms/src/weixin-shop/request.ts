import type { ReplyReader } from '../call-answer.ts'
import type { PlatformFault, PlatformRequest, ShopAccess } from '../driver.ts'
import { integerAt, objectAt, textAt } from '../json-field.ts'
import { type JsonObject, type JsonToWrite, stringifyJson } from '../lossless-json.ts'

/** Token invalid, missing or expired: fetch a new one and repeat once (official global return codes). */
const TOKEN_CODES: readonly number[] = [40001, 40014, 41001, 42001]
const BUSY_CODE = -1
/** The limits of calls per day and per minute. */
const LIMIT_CODES: readonly number[] = [45009, 45011]

export function weixinRequest(access: ShopAccess, path: string, body: JsonToWrite): PlatformRequest {
  const token = encodeURIComponent(access.shop.accessToken ?? '')
  return weixinPost(`${access.endpoints.gateway ?? ''}${path}?access_token=${token}`, body)
}

export function weixinPost(url: string, body: JsonToWrite): PlatformRequest {
  return { method: 'POST', url, headers: { 'content-type': 'application/json' }, body: stringifyJson(body) }
}

/** A success that does not hold the thing asked for counts as absent: the documented codes name no such case. */
export function weixinReaderOf<T>(key: string, read: (root: JsonObject) => T): ReplyReader<T> {
  const absent: PlatformFault = { code: 'absent', message: `The reply holds no ${key}.`, action: 'absent' }
  const isAbsent = (root: JsonObject) => integerAt(root, 'errcode') === 0 && objectAt(root, key) === null
  return { faultOf: (root) => weixinFaultOf(root) ?? (isAbsent(root) ? absent : null), read }
}

export function weixinFaultOf(root: JsonObject): PlatformFault | null {
  const code = integerAt(root, 'errcode') ?? 0
  if (code === 0) return null
  return { code: String(code), message: textAt(root, 'errmsg') ?? '', ...standingOf(code) }
}

function standingOf(code: number): Pick<PlatformFault, 'action' | 'limited'> {
  if (TOKEN_CODES.includes(code)) return { action: 'token' }
  if (LIMIT_CODES.includes(code)) return { action: 'later', limited: true }
  return { action: code === BUSY_CODE ? 'later' : 'never' }
}
