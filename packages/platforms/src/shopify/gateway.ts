import type { HttpAnswer } from '../driver.ts'
import type { GatewayOpening, GatewayRequest } from '../gateway.ts'
import { objectAt, textAt } from '../json-field.ts'
import { isJsonObject, type JsonToWrite, parseJson, stringifyJson } from '../lossless-json.ts'

/** Points a call costs here and how they come back (shape: official rate-limit documentation; the numbers are the sandbox's). */
const COST = { requested: 102, maximum: 2000, restoreRate: 100 }

/** Opens one GraphQL request: the token in the header is the whole proof; the call is named by `operationName`. */
export function openShopifyRequest(
  request: GatewayRequest,
  shopOf: (accessToken: string) => string | null,
): GatewayOpening {
  const accessToken = request.headers['x-shopify-access-token'] ?? ''
  const appKey = shopOf(accessToken)
  if (appKey === null) return { ok: false, reply: shopifyUnauthorized() }
  if (!/^\/admin\/api\/\d{4}-\d{2}\/graphql\.json$/.test(request.path)) {
    return { ok: false, reply: json(404, { errors: 'Not Found' }) }
  }
  try {
    const body = parseJson(request.body)
    const method = isJsonObject(body) ? textAt(body, 'operationName') : null
    if (isJsonObject(body) && method !== null && textAt(body, 'query')?.includes(method)) {
      return { ok: true, call: { appKey, method, params: objectAt(body, 'variables') ?? {}, accessToken } }
    }
  } catch {
    // Answered below, like every body that is no GraphQL request.
  }
  return { ok: false, reply: shopifyErrors([{ message: 'syntax error, unexpected end of file' }]) }
}

export function shopifyData(data: Readonly<Record<string, JsonToWrite>>): HttpAnswer {
  return json(200, { data, extensions: costOf(COST.maximum) })
}

export function shopifyErrors(errors: readonly Readonly<Record<string, JsonToWrite>>[]): HttpAnswer {
  return json(200, { errors })
}

/** HTTP 200, as the GraphQL API answers a call beyond its points. */
export function shopifyThrottled(): HttpAnswer {
  const error = {
    message: 'Throttled',
    extensions: { code: 'THROTTLED', documentation: 'https://shopify.dev/api/usage/rate-limits' },
  }
  return json(200, { errors: [error], extensions: costOf(0) })
}

export function shopifyUnauthorized(): HttpAnswer {
  return json(401, { errors: '[API] Invalid API key or access token (unrecognized login or wrong password)' })
}

function costOf(currentlyAvailable: number): JsonToWrite {
  const throttleStatus = { maximumAvailable: COST.maximum, currentlyAvailable, restoreRate: COST.restoreRate }
  return { cost: { requestedQueryCost: COST.requested, actualQueryCost: null, throttleStatus } }
}

function json(status: number, body: JsonToWrite): HttpAnswer {
  return { status, contentType: 'application/json; charset=utf-8', body: stringifyJson(body) }
}
