import type { ReplyReader } from '../call-answer.ts'
import type { PlatformFault, PlatformRequest, ShopAccess } from '../driver.ts'
import { integerAt, needObject, objectAt, textAt } from '../json-field.ts'
import type { JsonObject, JsonToWrite } from '../lossless-json.ts'
import { signRequest, sortedParamJson } from './sign.ts'

/** Sub-codes of the platform's own table after which its SDK refreshes the token and repeats. */
const TOKEN_SUB_CODES = ['isv.access-token-expired', 'isv.access-token-no-existed']

/** Source: official Doudian SDK (common parameters in the query, `param_json` as body, new error codes asked for by header). */
export function douyinRequest(
  access: ShopAccess,
  call: { readonly path: string; readonly params: Readonly<Record<string, JsonToWrite>> },
  now: Date,
): PlatformRequest {
  const { appKey = '', appSecret = '' } = access.app
  const method = call.path.slice(1).replaceAll('/', '.')
  const paramJson = sortedParamJson(call.params)
  const timestamp = String(Math.floor(now.getTime() / 1000))
  const sign = signRequest(appSecret, { appKey, method, paramJson, timestamp })
  const query = new URLSearchParams({ app_key: appKey, method, timestamp, v: '2', sign_method: 'hmac-sha256', sign })
  if (access.shop.accessToken) query.set('access_token', access.shop.accessToken)
  return {
    method: 'POST',
    url: `${access.endpoints.gateway ?? ''}${call.path}?${query}`,
    headers: { 'content-type': 'application/json;charset=UTF-8', from: 'sdk', 'x-open-no-old-err-code': '1' },
    body: paramJson,
  }
}

export function douyinReader<T>(read: (data: JsonObject) => T): ReplyReader<T> {
  return { faultOf: douyinFaultOf, read: (root) => read(needObject(root, 'data')) }
}

/** A success that does not hold the thing asked for: the platform documents no code of its own for that. */
export function douyinReaderOf<T>(key: string, read: (data: JsonObject) => T): ReplyReader<T> {
  const absent: PlatformFault = { code: 'absent', message: `The reply holds no ${key}.`, action: 'absent' }
  return {
    faultOf: (root) => douyinFaultOf(root) ?? (objectAt(objectAt(root, 'data') ?? {}, key) === null ? absent : null),
    read: (root) => read(needObject(root, 'data')),
  }
}

/** Success is code 10000, or `err_no`/`code` 0 for old apps. `isp.` is the platform's fault, `isv.` ours (platform error table). */
export function douyinFaultOf(root: JsonObject): PlatformFault | null {
  const code = integerAt(root, 'code') ?? integerAt(root, 'err_no')
  if (code === 10000 || code === 0) return null
  const subCode = textAt(root, 'sub_code') ?? ''
  const message = textAt(root, 'sub_msg') ?? textAt(root, 'msg') ?? textAt(root, 'message') ?? ''
  return { code: [code ?? 'unknown', subCode].filter(Boolean).join(' '), message, action: actionOf(subCode) }
}

function actionOf(subCode: string): PlatformFault['action'] {
  if (TOKEN_SUB_CODES.includes(subCode)) return 'token'
  if (subCode.startsWith('isp.')) return 'later'
  return 'never'
}
