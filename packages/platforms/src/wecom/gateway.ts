import type { HttpAnswer } from '../driver.ts'
import type { GatewayRequest } from '../gateway.ts'
import { integerAt, objectAt, objectsAt, textAt } from '../json-field.ts'
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
  parameter: { code: 40058, message: 'invalid Request Parameter' },
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
    text:
      textAt(inner, 'description') ??
      textAt(inner, 'content') ??
      textAt(inner, 'sub_title_text') ??
      textAt(main, 'desc') ??
      '',
  }
}

/** What WeCom requires of a template card; true of every other message. */
export function isWecomCardWhole(body: JsonObject): boolean {
  if (textAt(body, 'msgtype') !== 'template_card') return true
  const card = objectAt(body, 'template_card') ?? {}
  const { title, text } = wecomContent(body)
  if (title === '' && text === '') return false
  if (textAt(card, 'card_type') === 'button_interaction')
    return (textAt(card, 'task_id') ?? '') !== '' && objectsAt(card, 'button_list').length > 0
  const action = objectAt(card, 'card_action') ?? {}
  return textAt(card, 'card_type') === 'text_notice' && [action, ...objectsAt(card, 'jump_list')].every(opens)
}

function opens(action: JsonObject): boolean {
  return integerAt(action, 'type') === 1 && URL.canParse(textAt(action, 'url') ?? '')
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
