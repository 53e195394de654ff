import type { Answer } from '@baton/platforms'
import {
  DING_REMIND,
  dingtalkApiToken,
  dingtalkDing,
  dingtalkNotice,
  dingtalkNoticeResult,
  dingtalkRobotSend,
  dingtalkToken,
} from '@baton/platforms/dingtalk'
import type { Context } from '../runtime/context.ts'
import type { MessageChannel } from './message-channels.ts'
import { ask, type Heard, recordOf, type TokenSource, withToken } from './message-tokens.ts'
import type { Messaging } from './send-wecom.ts'

/** A work notification to one person. The same content would reach them once a day; ours names its alerts. */
export async function sendDingtalkNotice(
  ctx: Context,
  { channel, message, to, heard }: Messaging,
): Promise<Answer<{ missed: readonly string[] }>> {
  const { agentId = '' } = channel.fields
  const gateway = channel.endpoints.gateway ?? ''
  const { title, lines, button, url } = message
  const card = { title, markdown: [`**${title}**`, ...lines].join('\n\n'), button, url }
  return withToken(ctx, noticeToken(ctx, channel), (accessToken) =>
    ask(ctx, dingtalkNotice, { input: { gateway, accessToken, agentId, userIds: [to], card }, heard }),
  )
}

function noticeToken(ctx: Context, channel: MessageChannel): TokenSource {
  const { appKey = '', appSecret = '' } = channel.fields
  const gateway = channel.endpoints.gateway ?? ''
  const fetch = () => ask(ctx, dingtalkToken, { input: { gateway, appKey, appSecret } })
  return { channel, api: 'dingtalk', fetch }
}

/** What became of a work notification, with what was said about it. */
export async function askNoticeResult(ctx: Context, channel: MessageChannel, taskId: string) {
  const heard: Heard = { request: null, reply: null }
  const { agentId = '' } = channel.fields
  const gateway = channel.endpoints.gateway ?? ''
  const answer = await withToken(ctx, noticeToken(ctx, channel), (accessToken) =>
    ask(ctx, dingtalkNoticeResult, { input: { gateway, accessToken, agentId, taskId }, heard }),
  )
  return { answer, record: recordOf(heard) }
}

/** DING in the app: stays on the screen until it is answered. */
export async function sendDing(
  ctx: Context,
  { channel, message, to, heard }: Messaging,
): Promise<Answer<{ missed: readonly string[] }>> {
  const { appKey = '', appSecret = '', robotCode = '' } = channel.fields
  const api = channel.endpoints.api ?? ''
  const content = [message.title, ...message.lines].join('\n')
  const source = {
    channel,
    api: 'dingtalk_api',
    fetch: () => ask(ctx, dingtalkApiToken, { input: { api, appKey, appSecret } }),
  } as const
  return withToken(ctx, source, (accessToken) =>
    ask(ctx, dingtalkDing, {
      input: { api, accessToken, robotCode, userIds: [to], content, remind: DING_REMIND.inApp },
      heard,
    }),
  )
}

/** A signed message of a group's robot. */
export async function sendDingtalkRobot(
  ctx: Context,
  { channel, message, heard }: Messaging,
): Promise<Answer<unknown>> {
  const { accessToken = '', secret = '' } = channel.fields
  const { title, lines, button, url } = message
  const markdown = [`**${title}**`, ...lines, `[${button}](${url})`].join('\n\n')
  const gateway = channel.endpoints.gateway ?? ''
  return ask(ctx, dingtalkRobotSend, { input: { gateway, accessToken, secret, title, markdown }, heard })
}
