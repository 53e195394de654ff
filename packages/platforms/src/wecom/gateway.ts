import type { HttpAnswer } from '../driver.ts'
import type { GatewayRequest } from '../gateway.ts'
import { objectAt, textAt } from '../json-field.ts'
import { isJsonObject, type JsonObject, type JsonToWrite, parseJson, stringifyJson } from '../lossless-json.ts'

export interface WecomFault {
  readonly code: number
  readonly message: string
}

export const WECOM_FAULTS = {
  corpUnknown: { code: 40013, message: 'invalid corpid' },
  secretWrong: { code: 40001, message: 'invalid credential' },
  tokenInvalid: { code: 40014, message: 'invalid access_token' },
  tokenMissing: { code: 41001, message: 'access_token missing' },
  tokenExpired: { code: 42001, message: 'access_token expired' },
  agentWrong: { code: 40056, message: 'invalid agentid' },
  recipientsInvalid: { code: 81013, message: 'user & party & tag all invalid' },
  robotUnknown: { code: 93000, message: 'invalid webhook url' },
  tooFast: { code: 45009, message: 'api freq out of limit' },
  json: { code: 47001, message: 'data format error' },
  pathUnknown: { code: 40066, message: 'invalid url' },
} as const satisfies Record<string, WecomFault>

/** A request's JSON object; null when it has none. */
export function readWecomBody(request: GatewayRequest): JsonObject | null {
  try {
    const root = parseJson(request.body)
    return isJsonObject(root) ? root : null
  } catch {
    return null
  }
}

/** What a message shows, whatever its form. */
export function wecomContent(body: JsonObject): {
  readonly type: string
  readonly title: string
  readonly text: string
} {
  const type = textAt(body, 'msgtype') ?? ''
  const inner = objectAt(body, type) ?? {}
  const main = objectAt(inner, 'main_title') ?? inner
  return {
    type,
    title: textAt(main, 'title') ?? '',
    text: textAt(inner, 'description') ?? textAt(inner, 'content') ?? textAt(main, 'desc') ?? '',
  }
}

export function wecomSuccess(content: Readonly<Record<string, JsonToWrite>> = {}): HttpAnswer {
  return json({ errcode: 0, errmsg: 'ok', ...content })
}

export function wecomFailure(fault: WecomFault, content: Readonly<Record<string, JsonToWrite>> = {}): HttpAnswer {
  return json({ errcode: fault.code, errmsg: fault.message, ...content })
}

function json(body: JsonToWrite): HttpAnswer {
  return { status: 200, contentType: 'application/json; charset=UTF-8', body: stringifyJson(body) }
}
