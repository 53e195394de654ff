import { type HttpAnswer, type JsonObject, objectAt, textAt } from '@baton/platforms'
import {
  DINGTALK_FAULTS,
  dingtalkApiAnswer,
  dingtalkApiFailure,
  dingtalkFailure,
  dingtalkSuccess,
  isDingtalkRobotSigned,
  readDingtalkBody,
} from '@baton/platforms/dingtalk'
import { AppTokens } from './app-tokens.ts'
import { type Inbox, WITHIN } from './inbox.ts'
import type { Messenger } from './wecom.ts'

const ROBOT_A_MINUTE = 20
const SILENCED_MS = 10 * 60_000
const DINGTALK_GROUP = '仓库群'

interface DingtalkSettings {
  readonly fields: Readonly<Record<string, string>>
  readonly robot: Readonly<Record<string, string>>
  readonly members: readonly string[]
  readonly inbox: Inbox
  readonly wall: () => number
}

/** DingTalk: the same content reaches a person once a day; a robot above 20 a minute is silenced for ten. */
export function playDingtalk(settings: DingtalkSettings): Messenger {
  const { fields, robot, inbox, wall } = settings
  const tokens = new AppTokens('dingtalk', wall)
  const apiTokens = new AppTokens('dingtalk-api', wall)
  let silencedUntil = 0
  /** Of the task with the number one above its place. */
  const results: Readonly<Record<string, readonly string[]>>[] = []

  const ofRobot = (body: JsonObject): HttpAnswer => {
    const full = inbox.countOf('dingtalk', DINGTALK_GROUP, WITHIN.minute) >= ROBOT_A_MINUTE
    if (full && wall() >= silencedUntil) silencedUntil = wall() + SILENCED_MS
    if (wall() < silencedUntil) return dingtalkFailure(DINGTALK_FAULTS.tooFast)
    const { title, text } = contentOf(objectAt(body, 'markdown') ?? {}, 'text')
    inbox.take({ messenger: 'dingtalk', form: 'robot', to: DINGTALK_GROUP, title, text, fate: 'arrived' })
    return dingtalkSuccess()
  }

  return {
    prefix: '/dingtalk',
    endTokens() {
      tokens.endAll()
      apiTokens.endAll()
    },
    handle(request) {
      const { path, query } = request
      if (path === '/gettoken') {
        if (query.appkey !== fields.appKey || query.appsecret !== fields.appSecret)
          return dingtalkFailure(DINGTALK_FAULTS.appWrong)
        const { accessToken, expiresInSeconds } = tokens.issue()
        return dingtalkSuccess({ access_token: accessToken, expires_in: expiresInSeconds })
      }
      const body = readDingtalkBody(request)
      if (body === null) return dingtalkFailure(DINGTALK_FAULTS.json)
      if (path === '/robot/send') {
        if (query.access_token !== robot.accessToken) return dingtalkFailure(DINGTALK_FAULTS.robotUnknown)
        if (!isDingtalkRobotSigned(request, robot.secret ?? '', new Date(wall())))
          return dingtalkFailure(DINGTALK_FAULTS.signWrong)
        return ofRobot(body)
      }
      if (path === '/topapi/message/corpconversation/asyncsend_v2') {
        if (tokens.stateOf(query.access_token) !== 'good') return dingtalkFailure(DINGTALK_FAULTS.tokenExpired)
        const { unknown, held, brought } = takeNotice(settings, body)
        const taskId = results.push({
          invalid_user_id_list: unknown,
          forbidden_user_id_list: held,
          unread_user_id_list: brought,
        })
        return dingtalkSuccess({ task_id: taskId, ...(unknown.length > 0 && { invalid_userid_list: unknown }) })
      }
      if (path === '/topapi/message/corpconversation/getsendresult') {
        if (tokens.stateOf(query.access_token) !== 'good') return dingtalkFailure(DINGTALK_FAULTS.tokenExpired)
        return dingtalkSuccess({ send_result: results[Number(textAt(body, 'task_id')) - 1] ?? {} })
      }
      if (path === '/v1.0/oauth2/accessToken') {
        if (textAt(body, 'appKey') !== fields.appKey || textAt(body, 'appSecret') !== fields.appSecret)
          return dingtalkApiFailure(400, 'invalidClientIdOrSecret', '无效的clientId或者clientSecret')
        const { accessToken, expiresInSeconds } = apiTokens.issue()
        return dingtalkApiAnswer({ accessToken, expireIn: expiresInSeconds })
      }
      if (path !== '/v1.0/robot/ding/send') return dingtalkFailure(DINGTALK_FAULTS.pathUnknown)
      if (apiTokens.stateOf(request.headers['x-acs-dingtalk-access-token']) !== 'good')
        return dingtalkApiFailure(401, 'InvalidAuthentication', '不合法的access_token')
      return takeDing(settings, body)
    },
  }
}

interface Taken {
  readonly unknown: string[]
  readonly held: string[]
  readonly brought: string[]
}

function takeNotice({ inbox, members }: DingtalkSettings, body: JsonObject): Taken {
  const people = (textAt(body, 'userid_list') ?? '').split(',')
  const { title, text } = contentOf(objectAt(objectAt(body, 'msg') ?? {}, 'action_card') ?? {}, 'markdown')
  const taken: Taken = { unknown: people.filter((one) => !members.includes(one)), held: [], brought: [] }
  for (const to of people.filter((one) => members.includes(one))) {
    const fate = inbox.isRepeated(to, `${title}\n${text}`, WITHIN.day) ? 'duplicate' : 'arrived'
    inbox.take({ messenger: 'dingtalk', form: 'app', to, title, text, fate })
    taken[fate === 'arrived' ? 'brought' : 'held'].push(to)
  }
  return taken
}

function takeDing({ inbox, members, wall }: DingtalkSettings, body: JsonObject): HttpAnswer {
  const people = Array.isArray(body.receiverUserIdList) ? body.receiverUserIdList.map(String) : []
  const text = textAt(body, 'content') ?? ''
  for (const to of people.filter((one) => members.includes(one)))
    inbox.take({ messenger: 'dingtalk', form: 'ding', to, title: '', text, fate: 'arrived' })
  const failed = Object.fromEntries(
    people.filter((one) => !members.includes(one)).map((one) => [one, '不在组织内'] as const),
  )
  return dingtalkApiAnswer({ openDingId: `sandbox-${wall()}`, failedList: failed })
}

function contentOf(object: JsonObject, textKey: string): { title: string; text: string } {
  return { title: textAt(object, 'title') ?? '', text: textAt(object, textKey) ?? '' }
}
