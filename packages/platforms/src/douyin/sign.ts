import { createHmac, hash } from 'node:crypto'
import { isJsonNumber, isJsonObject, type Json, type JsonToWrite, parseJson, stringifyJson } from '../lossless-json.ts'

/** `event-sign` of a push: lowercase hex MD5 over app key, raw body and secret (Doudian message documentation). */
export function eventSign(appKey: string, secret: string, body: Uint8Array | string): string {
  return hash('md5', Buffer.concat([Buffer.from(appKey), bytesOf(body), Buffer.from(secret)]))
}

function bytesOf(body: Uint8Array | string): Uint8Array {
  return typeof body === 'string' ? Buffer.from(body) : body
}

export interface SignedRequest {
  readonly appKey: string
  /** The path with slashes as dots, `order.orderDetail`. */
  readonly method: string
  readonly paramJson: string
  /** Unix seconds in decimal. */
  readonly timestamp: string
}

/**
 * Signature of an API request, lowercase hex HMAC-SHA256 keyed by the secret.
 * Source: official Doudian SDK; `access_token` and `sign_method` are not part of what is signed.
 */
export function signRequest(secret: string, request: SignedRequest): string {
  const { appKey, method, paramJson, timestamp } = request
  const content = `app_key${appKey}method${method}param_json${paramJson}timestamp${timestamp}v2`
  return createHmac('sha256', secret).update(`${secret}${content}${secret}`).digest('hex')
}

/** `param_json`: keys sorted at every level, no white space, `<>&` as they are, big numbers digit by digit (official Doudian SDK). */
export function sortedParamJson(params: JsonToWrite): string {
  return stringifyJson(sorted(parseJson(stringifyJson(params))))
}

function sorted(value: Json): Json {
  if (isJsonNumber(value)) return value
  if (Array.isArray(value)) return (value as readonly Json[]).map(sorted)
  if (!isJsonObject(value)) return value
  const keys = Object.keys(value).sort()
  return Object.fromEntries(keys.map((key) => [key, sorted(value[key] ?? null)]))
}
