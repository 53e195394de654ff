import { jsonAnswerOf } from '../call-answer.ts'
import type { Answer, PlatformFault, PlatformReply, PlatformRequest, ShopAccess } from '../driver.ts'
import { fieldAt, integerAt, needObject, objectAt, objectsAt, textAt } from '../json-field.ts'
import { isJsonObject, type Json, type JsonObject, type JsonToWrite, stringifyJson } from '../lossless-json.ts'

/** Versions live a year; a newer one is a setting of the app. */
export const DEFAULT_API_VERSION = '2026-07'

export interface GraphqlOperation {
  readonly name: string
  readonly query: string
}

/** Source: official Admin GraphQL documentation (address with version, access token header, `query` and `variables`). */
export function graphqlRequest(
  access: ShopAccess,
  operation: GraphqlOperation,
  variables: Readonly<Record<string, JsonToWrite>>,
): PlatformRequest {
  const host = (access.endpoints.gateway ?? '').replace('{shop}', encodeURIComponent(access.shop.domain ?? ''))
  const version = encodeURIComponent(access.app.apiVersion || DEFAULT_API_VERSION)
  return {
    method: 'POST',
    url: `${host}/admin/api/${version}/graphql.json`,
    headers: { 'content-type': 'application/json', 'x-shopify-access-token': access.shop.accessToken ?? '' },
    body: stringifyJson({ query: operation.query, operationName: operation.name, variables }),
  }
}

/** Reads `data`; a throttled call says in its cost how long to wait. Source: official rate-limit documentation. */
export function graphqlAnswer<T>(reply: PlatformReply, read: (data: JsonObject) => T): Answer<T> {
  return jsonAnswerOf(reply, {
    faultOf: (root) => faultOf(root, reply.status),
    read: (root) => read(needObject(root as JsonObject, 'data')),
  })
}

function faultOf(root: Json, status: number): PlatformFault | null {
  if (!isJsonObject(root)) return { code: 'unreadable_reply', message: 'The reply is no object.', action: 'later' }
  if (status === 401) return { code: 'http_401', message: 'The access token is not valid.', action: 'token' }
  const errors = fieldAt(root, 'errors')
  if (errors === undefined || errors === null) return null
  const [first = {}] = objectsAt(root, 'errors')
  const code = textAt(objectAt(first, 'extensions') ?? {}, 'code') ?? `http_${status}`
  const message = (typeof errors === 'string' ? errors : textAt(first, 'message')) ?? ''
  if (code === 'THROTTLED') return { code, message, action: 'later', limited: true, ...waitOf(root) }
  return { code, message, action: code === 'INTERNAL_SERVER_ERROR' ? 'later' : 'never' }
}

/** Points are restored at a steady rate; the call needs as many as it asked for. */
function waitOf(root: JsonObject): { readonly retryAfterMs?: number } {
  const cost = objectAt(objectAt(root, 'extensions') ?? {}, 'cost') ?? {}
  const status = objectAt(cost, 'throttleStatus') ?? {}
  const rate = integerAt(status, 'restoreRate') ?? 0
  const missing = (integerAt(cost, 'requestedQueryCost') ?? 0) - (integerAt(status, 'currentlyAvailable') ?? 0)
  return rate > 0 ? { retryAfterMs: Math.max(1, Math.ceil(missing / rate)) * 1000 } : {}
}

/** The refusals of a mutation, in words; null when there are none. */
export function userErrorOf(payload: JsonObject): string | null {
  const errors = objectsAt(payload, 'userErrors').map((error) => textAt(error, 'message') ?? '')
  return errors.length === 0 ? null : errors.join(' ')
}
