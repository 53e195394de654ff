import { type PushedMessage, UnreadableMessage } from '../driver.ts'
import { isJsonObject, type JsonToWrite, parseJson, stringifyJson, wireNumber } from '../lossless-json.ts'
import { signTmcConnect } from './sign.ts'
import { decodeTmcFrame, encodeTmcFrame, type TmcFrame, type TmcValue } from './tmc.ts'
import { orderNumberOfContent } from './topics.ts'

/** `__kind` of a SEND frame (official Java SDK). */
export const TMC_KIND = { pull: 1, confirm: 2, data: 3, fail: 20 } as const
/** The official client pulls at this pace, which also keeps the connection alive. */
export const TMC_PULL_INTERVAL_MS = 5000
export const TMC_DEFAULT_GROUP = 'default'

export interface TmcConnect {
  readonly appKey: string
  readonly appSecret: string
  readonly groupName: string
}

/** What the server sent, as a listener needs it. */
export type TmcArrival =
  | { readonly kind: 'connected'; readonly token: string }
  | { readonly kind: 'refused'; readonly code: number; readonly phrase: string }
  /** Confirm `id` only after the message is committed. */
  | { readonly kind: 'message'; readonly id: bigint; readonly message: PushedMessage }
  | { readonly kind: 'other' }

export function tmcConnectFrame(connect: TmcConnect, now: Date): Uint8Array {
  const timestamp = String(now.getTime())
  const { appKey, appSecret, groupName } = connect
  return encodeTmcFrame({
    type: 'connect',
    content: {
      app_key: text(appKey),
      group_name: text(groupName),
      timestamp: text(timestamp),
      sign: text(signTmcConnect(appSecret, { appKey, groupName, timestamp })),
      sdk: text('baton'),
      intranet_ip: text('127.0.0.1'),
    },
  })
}

/** Asks for messages; send it every `TMC_PULL_INTERVAL_MS`. */
export function tmcPullFrame(token: string): Uint8Array {
  return encodeTmcFrame({ type: 'send', token, content: { __kind: byte(TMC_KIND.pull) } })
}

export function tmcConfirmFrame(token: string, id: bigint): Uint8Array {
  return encodeTmcFrame({ type: 'send', token, content: { __kind: byte(TMC_KIND.confirm), id: int64(id) } })
}

/** Tells the server that a message could not be kept; it comes again. */
export function tmcFailFrame(token: string, id: bigint, reason: string): Uint8Array {
  const content = { __kind: byte(TMC_KIND.fail), id: int64(id), msg: text(reason) }
  return encodeTmcFrame({ type: 'send', token, content })
}

/** Reads one frame from the server. Throws `UnreadableMessage` when it is not a TMC frame. */
export function readTmcArrival(bytes: Uint8Array): TmcArrival {
  const frame = decodeTmcFrame(bytes)
  if (frame.statusCode !== undefined && frame.statusCode !== 0) {
    return { kind: 'refused', code: frame.statusCode, phrase: frame.statusPhrase ?? '' }
  }
  if (frame.type === 'connectAck') {
    if (frame.token === undefined) throw new UnreadableMessage('The TMC server accepted without giving a token.')
    return { kind: 'connected', token: frame.token }
  }
  if (frame.type !== 'send' || tmcKindOf(frame) !== TMC_KIND.data) return { kind: 'other' }
  const id = idOf(frame.content.id)
  return { kind: 'message', id, message: messageOf(id, frame) }
}

/** Documented as int64; a smaller number, or its digits, mean the same. */
function idOf(value: TmcValue | undefined): bigint {
  const digits = value && 'value' in value && value.format !== 'bytes' ? String(value.value) : ''
  const id = /^-?\d{1,19}$/.test(digits) ? BigInt(digits) : null
  if (id === null || BigInt.asIntN(64, id) !== id)
    throw new UnreadableMessage('A TMC message has no id that could be confirmed.')
  return id
}

export function tmcKindOf(frame: TmcFrame): number | null {
  const kind = frame.content.__kind
  return kind !== undefined && (kind.format === 'byte' || kind.format === 'int16' || kind.format === 'int32')
    ? kind.value
    : null
}

/** The kept body is the frame's content as JSON, with 64-bit numbers digit by digit; the key is id and topic. */
function messageOf(id: bigint, frame: TmcFrame): PushedMessage {
  const fields = Object.entries(frame.content).filter(([key]) => key !== '__kind')
  const body = Buffer.from(stringifyJson(Object.fromEntries(fields.map(([key, value]) => [key, jsonOf(value)]))))
  const topic = frame.content.topic?.format === 'string' ? frame.content.topic.value : ''
  const shop = frame.content.userid
  return {
    key: `${id}:${topic}`,
    topic: topic || 'unreadable',
    orderNumber: orderNumberIn(frame.content.content),
    shopNumber: shop !== undefined && 'value' in shop && shop.format !== 'bytes' ? String(shop.value) : null,
    body,
  }
}

function orderNumberIn(content: TmcValue | undefined): string | null {
  if (content?.format !== 'string') return null
  try {
    const parsed = parseJson(content.value)
    return isJsonObject(parsed) ? orderNumberOfContent(parsed) : null
  } catch {
    return null
  }
}

function jsonOf(value: TmcValue): JsonToWrite {
  switch (value.format) {
    case 'void':
      return null
    case 'string':
      return value.value
    case 'bytes':
      return Buffer.from(value.value).toString('base64')
    default:
      return wireNumber(String(value.value))
  }
}

function text(value: string): TmcValue {
  return { format: 'string', value }
}
function byte(value: number): TmcValue {
  return { format: 'byte', value }
}
function int64(value: bigint): TmcValue {
  return { format: 'int64', value }
}
