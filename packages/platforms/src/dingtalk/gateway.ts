import type { HttpAnswer } from '../driver.ts'
import type { GatewayRequest } from '../gateway.ts'
import { isJsonObject, type JsonObject, type JsonToWrite, parseJson, stringifyJson } from '../lossless-json.ts'
import { signatureEqual } from '../signature-equal.ts'
import { signDingtalkRobot } from './sign.ts'

export interface DingtalkFault {
  readonly code: number
  readonly message: string
}

export const DINGTALK_FAULTS = {
  appWrong: { code: 40089, message: '不合法的corpid或corpsecret' },
  tokenInvalid: { code: 40014, message: '不合法的access_token' },
  tokenExpired: { code: 42001, message: 'access_token已过期' },
  robotUnknown: { code: 300001, message: 'token is not exist' },
  signWrong: { code: 310000, message: 'sign not match' },
  tooFast: { code: 130101, message: 'send too fast, exceed 20 times per minute' },
  json: { code: 40035, message: '不合法的参数' },
  pathUnknown: { code: 22, message: '不合法的请求路径' },
} as const satisfies Record<string, DingtalkFault>

/** A robot's timestamp may be this far away. */
const WINDOW_MS = 3_600_000

/** Whether a robot's call is signed with its secret, and within the hour. */
export function isDingtalkRobotSigned(request: GatewayRequest, secret: string, now: Date): boolean {
  const timestamp = Number(request.query.timestamp)
  if (!(Math.abs(now.getTime() - timestamp) <= WINDOW_MS)) return false
  return signatureEqual(signDingtalkRobot(secret, timestamp), request.query.sign ?? '')
}

/** A request's JSON object; null when it has none. */
export function readDingtalkBody(request: GatewayRequest): JsonObject | null {
  try {
    const root = parseJson(request.body)
    return isJsonObject(root) ? root : null
  } catch {
    return null
  }
}

export function dingtalkSuccess(content: Readonly<Record<string, JsonToWrite>> = {}): HttpAnswer {
  return json(200, { errcode: 0, errmsg: 'ok', ...content })
}

export function dingtalkFailure(fault: DingtalkFault): HttpAnswer {
  return json(200, { errcode: fault.code, errmsg: fault.message })
}

/** Answers of the newer API. */
export function dingtalkApiAnswer(content: Readonly<Record<string, JsonToWrite>>): HttpAnswer {
  return json(200, content)
}

export function dingtalkApiFailure(status: number, code: string, message: string): HttpAnswer {
  return json(status, { code, message, requestid: 'sandbox' })
}

function json(status: number, body: JsonToWrite): HttpAnswer {
  return { status, contentType: 'application/json; charset=utf-8', body: stringifyJson(body) }
}
