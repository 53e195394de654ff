import type { HttpAnswer } from '@baton/platforms'
import { integerAt, textAt } from '@baton/platforms'
import {
  isWecomCardWhole,
  readWecomBody,
  WECOM_FAULTS,
  wecomContent,
  wecomFailure,
  wecomSuccess,
} from '@baton/platforms/wecom'
import type { Gateway } from '../gateways/gateway.ts'
import { AppTokens } from './app-tokens.ts'
import { type Inbox, type MessageFate, WITHIN } from './inbox.ts'

const MEMBER_A_MINUTE = 30
const MEMBER_AN_HOUR = 1000
const ROBOT_A_MINUTE = 20
const WECOM_GROUP = '发货群'

export interface Messenger {
  readonly prefix: string
  readonly handle: Gateway
  endTokens(): void
}

interface WecomSettings {
  readonly fields: Readonly<Record<string, string>>
  readonly robotKey: string
  readonly members: readonly string[]
  readonly inbox: Inbox
  readonly wall: () => number
}

/** WeCom: a member above the limits, or told the same again, gets nothing and the caller hears "ok". */
export function playWecom(settings: WecomSettings): Messenger {
  const { fields, robotKey } = settings
  const tokens = new AppTokens('wecom', settings.wall)
  return {
    prefix: '/wecom',
    endTokens: () => tokens.endAll(),
    handle(request) {
      const { path, query } = request
      if (path === '/cgi-bin/gettoken') {
        if (query.corpid !== fields.corpId) return wecomFailure(WECOM_FAULTS.corpUnknown)
        if (query.corpsecret !== fields.secret) return wecomFailure(WECOM_FAULTS.secretWrong)
        const { accessToken, expiresInSeconds } = tokens.issue()
        return wecomSuccess({ access_token: accessToken, expires_in: expiresInSeconds })
      }
      const body = readWecomBody(request)
      if (body === null) return wecomFailure(WECOM_FAULTS.json)
      if (path === '/cgi-bin/webhook/send') {
        if (query.key !== robotKey) return wecomFailure(WECOM_FAULTS.robotUnknown)
        return takeOfRobot(settings.inbox, wecomContent(body))
      }
      if (path !== '/cgi-bin/message/send') return wecomFailure(WECOM_FAULTS.pathUnknown)
      const state = tokens.stateOf(query.access_token)
      if (state !== 'good')
        return wecomFailure(state === 'ended' ? WECOM_FAULTS.tokenExpired : WECOM_FAULTS.tokenInvalid)
      if (textAt(body, 'agentid') !== fields.agentId) return wecomFailure(WECOM_FAULTS.agentWrong)
      if (!isWecomCardWhole(body)) return wecomFailure(WECOM_FAULTS.parameter)
      const interval = integerAt(body, 'enable_duplicate_check')
        ? (integerAt(body, 'duplicate_check_interval') ?? 0)
        : 0
      const to = (textAt(body, 'touser') ?? '').split('|')
      return takeOfApp(settings, to, {
        ...wecomContent(body),
        isCard: textAt(body, 'msgtype') === 'template_card',
        repeatedWithin: interval * 1000,
      })
    },
  }
}

interface Content {
  readonly title: string
  readonly text: string
}

function takeOfRobot(inbox: Inbox, { title, text }: Content): HttpAnswer {
  if (inbox.countOf('wecom', WECOM_GROUP, WITHIN.minute) >= ROBOT_A_MINUTE) return wecomFailure(WECOM_FAULTS.tooFast)
  inbox.take({ messenger: 'wecom', form: 'robot', to: WECOM_GROUP, title, text, fate: 'arrived' })
  return wecomSuccess()
}

function takeOfApp(
  { inbox, members, wall }: WecomSettings,
  to: readonly string[],
  { title, text, isCard, repeatedWithin }: Content & { isCard: boolean; repeatedWithin: number },
): HttpAnswer {
  const unknown = to.filter((member) => !members.includes(member))
  if (unknown.length === to.length) return wecomFailure(WECOM_FAULTS.recipientsInvalid)
  for (const member of to.filter((one) => members.includes(one))) {
    const fate = fateOf(inbox, member, { content: `${title}\n${text}`, repeatedWithin })
    inbox.take({ messenger: 'wecom', form: isCard ? 'card' : 'app', to: member, title, text, fate })
  }
  return wecomSuccess({ invaliduser: unknown.join('|'), msgid: `sandbox-${wall()}` })
}

function fateOf(inbox: Inbox, member: string, what: { content: string; repeatedWithin: number }): MessageFate {
  if (inbox.isRepeated(member, what.content, what.repeatedWithin)) return 'duplicate'
  const full =
    inbox.countOf('wecom', member, WITHIN.minute) >= MEMBER_A_MINUTE ||
    inbox.countOf('wecom', member, WITHIN.hour) >= MEMBER_AN_HOUR
  return full ? 'dropped' : 'arrived'
}
