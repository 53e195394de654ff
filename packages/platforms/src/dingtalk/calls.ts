import { answerOf } from '../call-answer.ts'
import type { Answer, CredentialField, PlatformFault, PlatformReply } from '../driver.ts'
import { fieldAt, integerAt, listAt, needInteger, needText, objectAt, textAt } from '../json-field.ts'
import type { JsonObject } from '../lossless-json.ts'
import { type MessengerCall, postJson } from '../messenger.ts'
import { signDingtalkRobot } from './sign.ts'

/** Published production addresses: the older API (robots, work notifications) and the newer one (DING). */
export const DINGTALK_GATEWAY = 'https://oapi.dingtalk.com'
export const DINGTALK_API = 'https://api.dingtalk.com'

export const DINGTALK_APP_FIELDS: readonly CredentialField[] = [
  { key: 'appKey', label: { zh: 'AppKey（Client ID）', en: 'App key (client id)' }, secret: false, required: true },
  { key: 'appSecret', label: { zh: 'AppSecret', en: 'App secret' }, secret: true, required: true },
  { key: 'agentId', label: { zh: '应用 AgentId', en: 'Agent id' }, secret: false, required: true },
  {
    key: 'robotCode',
    label: { zh: '机器人 robotCode（DING 用）', en: 'Robot code (for DING)' },
    secret: false,
    required: false,
  },
]
export const DINGTALK_ROBOT_FIELDS: readonly CredentialField[] = [
  {
    key: 'accessToken',
    label: { zh: '群机器人 access_token', en: 'Robot access token' },
    secret: true,
    required: true,
  },
  { key: 'secret', label: { zh: '加签密钥（SEC…）', en: 'Signing secret (SEC…)' }, secret: true, required: true },
]

/** How long to wait after being told of too many calls: a silenced robot for ten minutes, an app for one. */
const LIMITED_MS: ReadonlyMap<number, number> = new Map([
  [130101, 10 * 60_000],
  [143103, 60_000],
  [143104, 60_000],
])
const BUSY = -1
/** Access token invalid or expired (official global return codes). */
const TOKEN_CODES: readonly number[] = [40001, 40014, 42001]

interface DingtalkApp {
  readonly appKey: string
  readonly appSecret: string
}
interface DingtalkToken {
  readonly accessToken: string
  readonly expiresInSeconds: number
}

/** Token of the older API: `GET /gettoken`. */
export const dingtalkToken: MessengerCall<{ gateway: string } & DingtalkApp, DingtalkToken> = {
  request: ({ gateway, appKey, appSecret }) => ({
    method: 'GET',
    url: `${gateway}/gettoken?${new URLSearchParams({ appkey: appKey, appsecret: appSecret })}`,
    headers: {},
    body: null,
  }),
  answer: (reply) =>
    answerOf(reply, {
      faultOf: oldFaultOf,
      read: (root) => ({
        accessToken: needText(root, 'access_token'),
        expiresInSeconds: needInteger(root, 'expires_in'),
      }),
    }),
}

/** Token of the newer API: `POST /v1.0/oauth2/accessToken`. */
export const dingtalkApiToken: MessengerCall<{ api: string } & DingtalkApp, DingtalkToken> = {
  request: ({ api, appKey, appSecret }) => postJson(`${api}/v1.0/oauth2/accessToken`, { appKey, appSecret }),
  answer: (reply) =>
    newAnswerOf(reply, (root) => ({
      accessToken: needText(root, 'accessToken'),
      expiresInSeconds: needInteger(root, 'expireIn'),
    })),
}

/** `POST /robot/send`, signed, markdown: 20 a minute, else 130101 and ten minutes of silence; a wrong signature is 310000. */
export const dingtalkRobotSend: MessengerCall<
  { gateway: string; accessToken: string; secret: string; title: string; markdown: string },
  true
> = {
  request: ({ gateway, accessToken, secret, title, markdown }, now) => {
    const timestamp = now.getTime()
    const query = new URLSearchParams({
      access_token: accessToken,
      timestamp: String(timestamp),
      sign: signDingtalkRobot(secret, timestamp),
    })
    return postJson(`${gateway}/robot/send?${query}`, { msgtype: 'markdown', markdown: { title, text: markdown } })
  },
  answer: (reply) => answerOf(reply, { faultOf: oldFaultOf, read: () => true as const }),
}

/**
 * Work notification, `POST /topapi/message/corpconversation/asyncsend_v2`. The very same content reaches a person once a
 * day, so a message must hold something of its own (a number, a time).
 */
export const dingtalkNotice: MessengerCall<
  {
    gateway: string
    accessToken: string
    agentId: string
    userIds: readonly string[]
    card: { title: string; markdown: string; button: string; url: string }
  },
  { taskId: string; missed: readonly string[] }
> = {
  request: ({ gateway, accessToken, agentId, userIds, card }) =>
    postJson(
      `${gateway}/topapi/message/corpconversation/asyncsend_v2?access_token=${encodeURIComponent(accessToken)}`,
      {
        agent_id: Number(agentId),
        userid_list: userIds.join(','),
        to_all_user: false,
        msg: {
          msgtype: 'action_card',
          action_card: {
            title: card.title,
            markdown: card.markdown,
            single_title: card.button,
            single_url: card.url,
          },
        },
      },
    ),
  answer: (reply) =>
    answerOf(reply, {
      faultOf: oldFaultOf,
      read: (root) => ({
        taskId: textAt(root, 'task_id') ?? '',
        missed: listAt(root, 'invalid_userid_list').map(String),
      }),
    }),
}

/**
 * What became of a work notification, `POST …/getsendresult`, within a day of it. `withheld`: too many, or the very same
 * content again that day. Somebody in no list is still being sent to.
 */
export const dingtalkNoticeResult: MessengerCall<
  { gateway: string; accessToken: string; agentId: string; taskId: string },
  { missed: readonly string[]; withheld: readonly string[]; read: readonly string[]; unread: readonly string[] }
> = {
  request: ({ gateway, accessToken, agentId, taskId }) =>
    postJson(
      `${gateway}/topapi/message/corpconversation/getsendresult?access_token=${encodeURIComponent(accessToken)}`,
      { agent_id: Number(agentId), task_id: Number(taskId) },
    ),
  answer: (reply) =>
    answerOf(reply, {
      faultOf: oldFaultOf,
      read: (root) => {
        const result = objectAt(root, 'send_result') ?? {}
        const people = (key: string) => listAt(result, key).map(String)
        return {
          missed: [...people('invalid_user_id_list'), ...people('failed_user_id_list')],
          withheld: people('forbidden_user_id_list'),
          read: people('read_user_id_list'),
          unread: people('unread_user_id_list'),
        }
      },
    }),
}

export const DING_REMIND = { inApp: 1, textMessage: 2, phoneCall: 3 } as const

/** DING, `POST /v1.0/robot/ding/send`: a pop-up that stays until it is answered, or a call that reads the text. */
export const dingtalkDing: MessengerCall<
  {
    api: string
    accessToken: string
    robotCode: string
    userIds: readonly string[]
    content: string
    remind: (typeof DING_REMIND)[keyof typeof DING_REMIND]
  },
  { dingId: string; missed: readonly string[] }
> = {
  request: ({ api, accessToken, robotCode, userIds, content, remind }) =>
    postJson(
      `${api}/v1.0/robot/ding/send`,
      { robotCode, remindType: remind, receiverUserIdList: [...userIds], content },
      { 'x-acs-dingtalk-access-token': accessToken },
    ),
  answer: (reply) =>
    newAnswerOf(reply, (root) => ({ dingId: textAt(root, 'openDingId') ?? '', missed: failedAt(root) })),
}

/** The published type is an object by user id; lists of ids are seen too. */
function failedAt(root: JsonObject): readonly string[] {
  const failed = fieldAt(root, 'failedList')
  if (Array.isArray(failed)) return listAt(root, 'failedList').map(String)
  return Object.keys(objectAt(root, 'failedList') ?? {})
}

function oldFaultOf(root: JsonObject): PlatformFault | null {
  const code = integerAt(root, 'errcode') ?? 0
  if (code === 0) return null
  const fault = { code: String(code), message: textAt(root, 'errmsg') ?? '' }
  if (TOKEN_CODES.includes(code)) return { ...fault, action: 'token' }
  const retryAfterMs = LIMITED_MS.get(code)
  if (retryAfterMs !== undefined) return { ...fault, action: 'later', limited: true, retryAfterMs }
  return { ...fault, action: code === BUSY ? 'later' : 'never' }
}

/** The newer API tells failures by status, with `{code, message}`; 401 is a token that ended. */
function newAnswerOf<T>(reply: PlatformReply, read: (root: JsonObject) => T): Answer<T> {
  return answerOf(reply, {
    faultOf: (root) => {
      if (reply.status >= 200 && reply.status < 300) return null
      const code = textAt(root, 'code') ?? `http_${reply.status}`
      const fault = { code, message: textAt(root, 'message') ?? '' }
      if (code.includes('QpsLimit')) return { ...fault, action: 'later', limited: true, retryAfterMs: 60_000 }
      return { ...fault, action: reply.status === 401 ? 'token' : 'never' }
    },
    read,
  })
}
