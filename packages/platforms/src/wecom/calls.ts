import { answerOf } from '../call-answer.ts'
import type { CredentialField, PlatformFault } from '../driver.ts'
import { integerAt, needInteger, needText, textAt } from '../json-field.ts'
import type { JsonObject } from '../lossless-json.ts'
import { type MessengerCall, postJson } from '../messenger.ts'
import { type WecomMessage, wecomBody } from './message.ts'

/** Published production address of WeCom (企业微信). */
export const WECOM_GATEWAY = 'https://qyapi.weixin.qq.com'

export const WECOM_APP_FIELDS: readonly CredentialField[] = [
  { key: 'corpId', label: { zh: '企业 ID（corpid）', en: 'Corp id' }, secret: false, required: true },
  { key: 'agentId', label: { zh: '应用 AgentId', en: 'Agent id' }, secret: false, required: true },
  { key: 'secret', label: { zh: '应用 Secret', en: 'App secret' }, secret: true, required: true },
]
export const WECOM_ROBOT_FIELDS: readonly CredentialField[] = [
  { key: 'key', label: { zh: '群机器人 key', en: 'Robot key' }, secret: true, required: true },
]

/** Access token invalid or expired: fetch one and repeat once (official global return codes). */
const TOKEN_CODES: readonly number[] = [40001, 40014, 41001, 42001]
/** Called too often; the minute's limit is over within a minute. */
const LIMITED_CODES: readonly number[] = [45009, 45033]
const BUSY = -1
const LIMIT_PAUSE_MS = 60_000
/** The same content to the same people within this time is one message (`enable_duplicate_check`, at most four hours). */
const DUPLICATE_SECONDS = 1800

/** `GET /cgi-bin/gettoken`; one token for each agent's secret, the same one while it lives. Source: path 91039 of the official documentation. */
export const wecomToken: MessengerCall<
  { gateway: string; corpId: string; secret: string },
  { accessToken: string; expiresInSeconds: number }
> = {
  request: ({ gateway, corpId, secret }) => ({
    method: 'GET',
    url: `${gateway}/cgi-bin/gettoken?${new URLSearchParams({ corpid: corpId, corpsecret: secret })}`,
    headers: {},
    body: null,
  }),
  answer: (reply) =>
    answerOf(reply, {
      faultOf: wecomFaultOf,
      read: (root) => ({
        accessToken: needText(root, 'access_token'),
        expiresInSeconds: needInteger(root, 'expires_in'),
      }),
    }),
}

export interface WecomSent {
  readonly messageId: string | null
  /** Members who do not get it although the call succeeded: unknown, outside the app's range, or without a licence. */
  readonly missed: readonly string[]
}

/** `POST /cgi-bin/message/send`. `errcode` 0 with `invaliduser` is a failure for those users. Source: path 90236. */
export const wecomSend: MessengerCall<
  { gateway: string; accessToken: string; agentId: string; userIds: readonly string[]; message: WecomMessage },
  WecomSent
> = {
  request: ({ gateway, accessToken, agentId, userIds, message }) =>
    postJson(`${gateway}/cgi-bin/message/send?access_token=${encodeURIComponent(accessToken)}`, {
      touser: userIds.join('|'),
      agentid: Number(agentId),
      ...wecomBody(message),
      enable_duplicate_check: 1,
      duplicate_check_interval: DUPLICATE_SECONDS,
    }),
  answer: (reply) =>
    answerOf(reply, {
      faultOf: wecomFaultOf,
      read: (root) => ({
        messageId: textAt(root, 'msgid'),
        missed: [...membersAt(root, 'invaliduser'), ...membersAt(root, 'unlicenseduser')],
      }),
    }),
}

/** `POST /cgi-bin/webhook/send?key=`: a group robot, 20 messages a minute, then 45009. Source: path 91770. */
export const wecomRobotSend: MessengerCall<{ gateway: string; key: string; message: WecomMessage }, true> = {
  request: ({ gateway, key, message }) =>
    postJson(`${gateway}/cgi-bin/webhook/send?key=${encodeURIComponent(key)}`, wecomBody(message)),
  answer: (reply) => answerOf(reply, { faultOf: wecomFaultOf, read: () => true as const }),
}

function wecomFaultOf(root: JsonObject): PlatformFault | null {
  const code = integerAt(root, 'errcode') ?? 0
  if (code === 0) return null
  const fault = { code: String(code), message: textAt(root, 'errmsg') ?? '' }
  if (TOKEN_CODES.includes(code)) return { ...fault, action: 'token' }
  if (LIMITED_CODES.includes(code)) return { ...fault, action: 'later', limited: true, retryAfterMs: LIMIT_PAUSE_MS }
  return { ...fault, action: code === BUSY ? 'later' : 'never' }
}

function membersAt(root: JsonObject, key: string): readonly string[] {
  return (textAt(root, key) ?? '').split('|').filter((member) => member !== '')
}
