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
const FIELDS = /(?:[A-Za-z][\w-]*: ?[!-~\x80-\xff](?:[\t -~\x80-\xff]*[!-~\x80-\xff])?\r\n)*/y
const LENGTH = /^(?:0|[1-9]\d{0,8})$/
const NAMES = new Map<string, string>()
const MOST_NAMES = 200
const LONGEST_NAME = 50
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
  FIELDS.lastIndex = from
  if (!FIELDS.test(head) || FIELDS.lastIndex !== head.length) return null
  const headers: Record<string, string> = {}
  let end = 0
  for (let at = from; at < head.length; at = end + 2) {
    const colon = head.indexOf(':', at)
    end = head.indexOf('\r', colon)
    const name = nameOf(head.slice(at, colon))
    if (name in headers || LEFT_TO_NODE.has(name)) return null
    headers[name] = head.slice(head.charCodeAt(colon + 1) === 0x20 ? colon + 2 : colon + 1, end)
  }
  const { connection = 'keep-alive', host } = headers
  return host !== undefined && connection.toLowerCase() === 'keep-alive' ? headers : null
}

/** In lower case. Senders write the same few names again and again, and most write them so already. */
function nameOf(written: string): string {
  const known = NAMES.get(written)
  if (known !== undefined) return known
  const name = written.toLowerCase()
  if (NAMES.size < MOST_NAMES && written.length <= LONGEST_NAME) NAMES.set(written, name)
  return name
}
