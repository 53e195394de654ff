import { type JsonToWrite, stringifyJson } from '../lossless-json.ts'
import { signatureEqual } from '../signature-equal.ts'
import { signTmcConnect } from './sign.ts'
import { decodeTmcFrame, encodeTmcFrame, type TmcFrame, type TmcValue } from './tmc.ts'
import { TMC_KIND, tmcKindOf } from './tmc-client.ts'

/** One message the server sends; `content` is what the topic documents. */
export interface TmcEvent {
  readonly id: bigint
  readonly topic: string
  readonly time: Date
  readonly userId: bigint
  readonly nick: string
  readonly content: Readonly<Record<string, JsonToWrite>>
  readonly retried?: number
}

/** What a client sent, as a server needs it. */
export type TmcRequest =
  | {
      readonly kind: 'connect'
      readonly appKey: string
      readonly groupName: string
      readonly timestamp: string
      readonly sign: string
    }
  | { readonly kind: 'pull'; readonly token: string }
  | { readonly kind: 'confirm'; readonly token: string; readonly id: bigint }
  | { readonly kind: 'fail'; readonly token: string; readonly id: bigint; readonly reason: string }
  | { readonly kind: 'other' }

/** Reads one frame from a client. Throws `UnreadableMessage` when it is not a TMC frame. */
export function readTmcRequest(bytes: Uint8Array): TmcRequest {
  const frame = decodeTmcFrame(bytes)
  const string = (key: string) => stringOf(frame.content[key])
  if (frame.type === 'connect') {
    return {
      kind: 'connect',
      appKey: string('app_key'),
      groupName: string('group_name'),
      timestamp: string('timestamp'),
      sign: string('sign'),
    }
  }
  return requestOf(frame, frame.token ?? '')
}

export function tmcConnectSigned(request: TmcRequest & { kind: 'connect' }, secret: string): boolean {
  return signatureEqual(signTmcConnect(secret, request), request.sign)
}

export function tmcConnectAckFrame(token: string): Uint8Array {
  return encodeTmcFrame({ type: 'connectAck', statusCode: 0, token, content: {} })
}

export function tmcRefusalFrame(code: number, phrase: string): Uint8Array {
  return encodeTmcFrame({ type: 'connectAck', statusCode: code, statusPhrase: phrase, content: {} })
}

export function tmcDataFrame(token: string, event: TmcEvent): Uint8Array {
  const content: Record<string, TmcValue> = {
    __kind: { format: 'byte', value: TMC_KIND.data },
    id: { format: 'int64', value: event.id },
    topic: { format: 'string', value: event.topic },
    publisher: { format: 'string', value: 'taobao' },
    time: { format: 'date', value: BigInt(event.time.getTime()) },
    userid: { format: 'int64', value: event.userId },
    nick: { format: 'string', value: event.nick },
    content: { format: 'string', value: stringifyJson(event.content) },
  }
  if (event.retried !== undefined) content.retried = { format: 'int32', value: event.retried }
  return encodeTmcFrame({ type: 'send', token, content })
}

function requestOf(frame: TmcFrame, token: string): TmcRequest {
  const kind = tmcKindOf(frame)
  if (kind === TMC_KIND.pull) return { kind: 'pull', token }
  const id = frame.content.id
  if (id?.format !== 'int64') return { kind: 'other' }
  if (kind === TMC_KIND.confirm) return { kind: 'confirm', token, id: id.value }
  if (kind === TMC_KIND.fail) return { kind: 'fail', token, id: id.value, reason: stringOf(frame.content.msg) }
  return { kind: 'other' }
}

function stringOf(value: TmcValue | undefined): string {
  return value?.format === 'string' ? value.value : ''
}
