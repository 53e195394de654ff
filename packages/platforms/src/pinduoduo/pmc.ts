import { type PushedMessage, UnreadableMessage } from '../driver.ts'
import { fieldAt, objectAt, textAt, unixMsAt } from '../json-field.ts'
import { isJsonObject, type JsonObject, parseJson, stringifyJson, wireNumber } from '../lossless-json.ts'
import { pmcDigest } from './sign.ts'
import { orderNumberOfContent } from './topics.ts'

/** Both sides send text frames of JSON; ids are 64-bit numbers. Source: official PMC documentation and public SDKs. */
export const PMC_HEARTBEAT_INTERVAL_MS = 5000

/** What a frame says; the same shape both ways. */
export type PmcFrame =
  | { readonly kind: 'heartbeat'; readonly time: Date | null }
  | { readonly kind: 'message'; readonly id: string; readonly message: PushedMessage; readonly envelope: PmcEnvelope }
  | { readonly kind: 'ack'; readonly envelope: PmcEnvelope }
  | { readonly kind: 'fail'; readonly envelope: PmcEnvelope; readonly reason: string }
  | { readonly kind: 'other'; readonly commandType: string }

/** The parts of a message that its acknowledgement repeats, digit by digit. */
export interface PmcEnvelope {
  readonly id: string
  readonly sendTime: string | null
  readonly type: string
  readonly mallId: string | null
}

/** The address for one connection; each reconnect needs a new one, since it is signed with its time. */
export function pmcUrl(
  endpoint: string,
  app: { readonly clientId: string; readonly clientSecret: string },
  now: Date,
): string {
  const ms = String(now.getTime())
  const digest = encodeURIComponent(pmcDigest(app.clientId, ms, app.clientSecret))
  return `${endpoint.replace(/\/+$/, '')}/message/${app.clientId}/${ms}/${digest}`
}

/** Client frame, every `PMC_HEARTBEAT_INTERVAL_MS`. */
export function pmcHeartbeat(now: Date): string {
  return stringifyJson({ commandType: 'HeartBeat', time: wireNumber(String(now.getTime())) })
}

/** Acknowledges a message; only after it is committed. */
export function pmcAck(envelope: PmcEnvelope, now: Date): string {
  return stringifyJson({ commandType: 'Ack', time: wireNumber(String(now.getTime())), ...repeated(envelope) })
}

/** Says that a message could not be kept. What the server does with it is not documented: it may come again. */
export function pmcFail(envelope: PmcEnvelope, reason: string, now: Date): string {
  const time = wireNumber(String(now.getTime()))
  return stringifyJson({ commandType: 'Fail', time, ...repeated(envelope), message: reason })
}

/** Reads one frame of either side. Throws `UnreadableMessage` when it is no JSON object. */
export function readPmcFrame(frame: string | Uint8Array): PmcFrame {
  const root = parseJson(frame)
  if (!isJsonObject(root)) throw new UnreadableMessage('The PMC frame is JSON, but not an object.')
  const commandType = textAt(root, 'commandType') ?? ''
  const command = commandType.toLowerCase()
  if (command === 'heartbeat') return { kind: 'heartbeat', time: unixMsAt(root, 'time') }
  const message = objectAt(root, 'message')
  if (command === 'ack') return { kind: 'ack', envelope: envelopeOf(root, root) }
  if (command === 'fail') return { kind: 'fail', envelope: envelopeOf(root, root), reason: reasonOf(root) }
  if (message === null || textAt(root, 'id') === null) {
    if (command === 'common') throw new UnreadableMessage('A PMC message has no id, or nothing in it.')
    return { kind: 'other', commandType }
  }
  const envelope = envelopeOf(root, message)
  return { kind: 'message', id: envelope.id, envelope, message: messageOf(envelope, message, frame) }
}

function envelopeOf(root: JsonObject, message: JsonObject): PmcEnvelope {
  return {
    id: textAt(root, 'id') ?? '',
    sendTime: textAt(root, 'sendTime'),
    type: textAt(message, 'type') ?? '',
    mallId: textAt(message, 'mallID'),
  }
}

function messageOf(envelope: PmcEnvelope, message: JsonObject, frame: string | Uint8Array): PushedMessage {
  return {
    key: envelope.id,
    topic: envelope.type || 'unreadable',
    orderNumber: orderNumberIn(message),
    shopNumber: envelope.mallId,
    body: typeof frame === 'string' ? Buffer.from(frame, 'utf8') : frame,
  }
}

function orderNumberIn(message: JsonObject): string | null {
  try {
    const content = contentOfMessage(message)
    return content && orderNumberOfContent(content)
  } catch {
    return null
  }
}

/** `content` is JSON text; an object is taken too. Null when it is neither. */
export function contentOfMessage(message: JsonObject): JsonObject | null {
  const content = fieldAt(message, 'content')
  if (isJsonObject(content)) return content
  if (typeof content !== 'string') return null
  const parsed = parseJson(content)
  return isJsonObject(parsed) ? parsed : null
}

function repeated(envelope: PmcEnvelope) {
  return {
    id: numberOrText(envelope.id),
    sendTime: envelope.sendTime === null ? undefined : numberOrText(envelope.sendTime),
    type: envelope.type,
    mallID: envelope.mallId === null ? undefined : numberOrText(envelope.mallId),
  }
}

function numberOrText(text: string) {
  return /^\d+$/.test(text) ? wireNumber(text) : text
}

function reasonOf(root: JsonObject): string {
  const reason = fieldAt(root, 'message')
  return typeof reason === 'string' ? reason : ''
}
