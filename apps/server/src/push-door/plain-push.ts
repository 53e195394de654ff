import { type PushAddress, pushAddressOf } from './answer-push.ts'

/** A push in HTTP's plainest form, and how many bytes of the connection it took. */
export interface PlainPush {
  readonly at: PushAddress
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
  readonly length: number
}

const MAX_HEAD_BYTES = 8192
const HEAD_END = Buffer.from('\r\n\r\n')
const START = /^POST (\/webhooks\/[!-~]+) HTTP\/1\.1\r\n/
/** RFC 9110 5.5, without folding, without blanks around the value but the one after the colon, and never empty. */
const FIELD = /([A-Za-z][\w-]*): ?([!-~\x80-\xff](?:[\t -~\x80-\xff]*[!-~\x80-\xff])?)\r\n/y
const LENGTH = /^(?:0|[1-9]\d{0,8})$/
/** What changes how a message ends or who reads it. */
const LEFT_TO_NODE = new Set(['transfer-encoding', 'expect', 'upgrade', 'te', 'trailer', 'proxy-connection'])

/**
 * Reads a push from the beginning of what a connection sent. `more`: it may become one with the next bytes. `other`: whatever is
 * not plain beyond doubt (other addresses and methods, chunks, repeated or unusual headers, too long) is for Node's own
 * reader, with every byte. So this reader refuses nothing, and what it takes Node would have read as the same message;
 * a property test holds the two against each other.
 */
export function readPlainPush(bytes: Buffer, maxBytes: number): PlainPush | 'more' | 'other' {
  const end = bytes.indexOf(HEAD_END)
  if (end < 0 || end > MAX_HEAD_BYTES) return end < 0 && bytes.length <= MAX_HEAD_BYTES ? 'more' : 'other'
  const head = bytes.toString('latin1', 0, end + 2)
  const start = START.exec(head)
  const at = start?.[1] ? pushAddressOf(start[1]) : null
  const headers = start && at ? readFields(head, start[0].length) : null
  const announced = headers?.['content-length'] ?? ''
  if (!at || !headers || !LENGTH.test(announced) || Number(announced) > maxBytes) return 'other'
  const bodyAt = end + HEAD_END.length
  const length = bodyAt + Number(announced)
  return bytes.length < length ? 'more' : { at, headers, body: bytes.subarray(bodyAt, length), length }
}

function readFields(head: string, from: number): Readonly<Record<string, string>> | null {
  const headers: Record<string, string> = {}
  FIELD.lastIndex = from
  for (let at = from; at < head.length; at = FIELD.lastIndex) {
    const field = FIELD.exec(head)
    const name = field?.[1]?.toLowerCase()
    if (!field || name === undefined || name in headers || LEFT_TO_NODE.has(name)) return null
    headers[name] = field[2] ?? ''
  }
  const { connection = 'keep-alive', host } = headers
  return host !== undefined && connection.toLowerCase() === 'keep-alive' ? headers : null
}
