import type { Answer } from '@baton/platforms'
import { type WecomMessage, type WecomSent, wecomRobotSend, wecomSend, wecomToken } from '@baton/platforms/wecom'
import type { MessagePayload } from '../deliveries/index.ts'
import type { Context } from '../runtime/context.ts'
import type { MessageChannel } from './message-channels.ts'
import { ask, type Heard, withToken } from './message-tokens.ts'

/** Bytes of UTF-8 that a card's description holds. Source: path 90236 of the official documentation. */
const CARD_ROOM = 512
/** Characters of a notice card's text; chosen small, no published figure was at hand. */
const NOTICE_ROOM = 160
const SOURCE = '接力 Baton'

export interface Messaging {
  readonly channel: MessageChannel
  readonly message: MessagePayload
  /** As the channel names people; empty for a group. */
  readonly to: string
  readonly heard: Heard
}

/** An application message to one member. */
export async function sendWecom(ctx: Context, { channel, message, to, heard }: Messaging): Promise<Answer<WecomSent>> {
  const { corpId = '', agentId = '', secret = '' } = channel.fields
  const gateway = channel.endpoints.gateway ?? ''
  const source = {
    channel,
    api: 'wecom',
    fetch: () => ask(ctx, wecomToken, { input: { gateway, corpId, secret } }),
  } as const
  return withToken(ctx, source, (accessToken) =>
    ask(ctx, wecomSend, {
      input: { gateway, accessToken, agentId, userIds: [to], message: memberMessage(message) },
      heard,
    }),
  )
}

/** A message of a group's robot. */
export async function sendWecomRobot(ctx: Context, { channel, message, heard }: Messaging): Promise<Answer<unknown>> {
  const { title, lines, url, button } = message
  const content = [`**${title}**`, ...lines, `[${button}](${url})`].join('\n')
  const input = {
    gateway: channel.endpoints.gateway ?? '',
    key: channel.fields.key ?? '',
    message: { kind: 'markdown', content },
  } as const
  return ask(ctx, wecomRobotSend, { input, heard })
}

/** A card where it fits into one, otherwise plain text; what somebody has to take on is a card that stands out. */
function memberMessage({ title, lines, url, button, isLoud }: MessagePayload): WecomMessage {
  const description = lines.join('\n')
  if (isLoud && description.length <= NOTICE_ROOM)
    return { kind: 'notice_card', source: SOURCE, title, text: description, url, jump: button }
  if (Buffer.byteLength(description) <= CARD_ROOM) return { kind: 'textcard', title, description, url, button }
  return { kind: 'text', content: [title, ...lines, `${button} ${url}`].join('\n') }
}
