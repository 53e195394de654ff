import { createServer, type IncomingHttpHeaders } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readPlainPush } from './plain-push.ts'

const MAX_BYTES = 1000
const PATH = '/webhooks/douyin/key-1'
const read = (text: string) => readPlainPush(Buffer.from(text, 'latin1'), MAX_BYTES)
const plain = (fields: string, body = '', start = `POST ${PATH} HTTP/1.1`) =>
  `${start}\r\nhost: baton\r\n${fields}\r\n${body}`

describe('reading a plain push', () => {
  it('takes address, headers and body, and leaves what comes after it', () => {
    const text = plain('Content-Length: 2\r\nEvent-Sign: a b\r\n', '{}', `POST ${PATH}?a=1 HTTP/1.1`)
    expect(read(`${text}POST `)).toEqual({
      at: { platform: 'douyin', pushKey: 'key-1', query: 'a=1' },
      headers: { host: 'baton', 'content-length': '2', 'event-sign': 'a b' },
      body: Buffer.from('{}'),
      length: text.length,
    })
  })

  it('waits for the rest of a head or a body', () => {
    const text = plain('content-length: 2\r\n', '{}')
    for (let bytes = 1; bytes < text.length; bytes += 1) expect(read(text.slice(0, bytes))).toBe('more')
  })

  it.each([
    ['another address', plain('content-length: 0\r\n', '', 'POST /api/orders HTTP/1.1')],
    ['an unknown platform', plain('content-length: 0\r\n', '', 'POST /webhooks/amazon/key HTTP/1.1')],
    ['another method', plain('content-length: 0\r\n', '', `GET ${PATH} HTTP/1.1`)],
    ['an older version', plain('content-length: 0\r\n', '', `POST ${PATH} HTTP/1.0`)],
    ['no length', plain('')],
    ['two lengths', plain('content-length: 2\r\ncontent-length: 2\r\n', '{}')],
    ['a signed length', plain('content-length: +2\r\n', '{}')],
    ['a length with a blank after it', plain('content-length: 2 \r\n', '{}')],
    ['more than the limit', plain(`content-length: ${MAX_BYTES + 1}\r\n`)],
    ['chunks', plain('content-length: 2\r\ntransfer-encoding: chunked\r\n', '{}')],
    ['a question before the body', plain('content-length: 2\r\nexpect: 100-continue\r\n')],
    ['an end of the connection', plain('content-length: 2\r\nconnection: close\r\n', '{}')],
    ['a folded header', plain('content-length: 2\r\na: b\r\n c\r\n', '{}')],
    ['a blank before the colon', plain('content-length : 2\r\n', '{}')],
    ['a bare line feed', plain('a: b\nc: d\r\ncontent-length: 2\r\n', '{}')],
    ['a bare carriage return', plain('a: b\rc: d\r\ncontent-length: 2\r\n', '{}')],
    ['a NUL', plain('a: b\0\r\ncontent-length: 2\r\n', '{}')],
    ['no host', `POST ${PATH} HTTP/1.1\r\ncontent-length: 2\r\n\r\n{}`],
    ['a header without end', `POST ${PATH} HTTP/1.1\r\na: ${'b'.repeat(9000)}`],
    ['a long header', plain(`a: ${'b'.repeat(9000)}\r\ncontent-length: 2\r\n`, '{}')],
  ])('leaves to Node: %s', (_what, text) => {
    expect(read(text)).toBe('other')
  })
})

interface Heard {
  readonly url: string | undefined
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

describe('beside what Node reads', () => {
  const heard: Heard[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk) => chunks.push(chunk))
    request.on('end', () => {
      heard.push({ url: request.url, headers: request.headers, body: Buffer.concat(chunks).toString('latin1') })
      response.end()
    })
  })
  beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)))
  afterAll(() => void server.close())

  /** What Node hears when the bytes are followed by one more request, which ends the connection. */
  async function hearByNode(bytes: Buffer): Promise<Heard[]> {
    heard.length = 0
    const { port } = server.address() as AddressInfo
    await new Promise<void>((resolve, reject) => {
      const socket = connect({ port, host: '127.0.0.1' }, () => {
        socket.write(Buffer.concat([bytes, Buffer.from('GET /after HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n')]))
      })
      socket.on('data', () => {}).on('close', () => resolve())
      socket.on('error', reject)
    })
    return [...heard]
  }

  const rarely = <T>(usual: T, ...others: T[]) =>
    fc.oneof({ arbitrary: fc.constant(usual), weight: 12 }, { arbitrary: fc.constantFrom(...others), weight: 1 })
  const name = fc.constantFrom(
    ...['a', 'X-Sign', 'x_y', 'content-type', 'cookie', 'Connection', 'te', 'transfer-encoding', 'expect', 'Upgrade'],
    ...['x y', 'é', '', 'x-e!'],
  )
  const value = fc.oneof(
    fc.constantFrom(
      ...['b', 'keep-alive', 'Keep-Alive', 'close', 'chunked', '100-continue', 'websocket'],
      ...['b c', 'b\tc', ' b', 'b ', '', 'é', 'b\u007f', 'b\0', '"; :'],
    ),
    fc.string({ unit: fc.integer({ min: 32, max: 255 }).map((code) => String.fromCharCode(code)), maxLength: 20 }),
  )
  const field = fc.tuple(name, rarely(': ', ':', ' :', ':  '), value, rarely('\r\n', '\n', '\r', '\r\n '))
  const request = fc.record({
    method: rarely('POST', 'GET', 'post'),
    target: rarely(PATH, `${PATH}/?a=1&b=%20`, `${PATH}?é`, `//${PATH}`, `http://x${PATH}`, `${PATH}#a`),
    version: rarely('HTTP/1.1', 'HTTP/1.0', 'http/1.1', 'HTTP/1.1 '),
    fields: fc.array(field, { maxLength: 4 }),
    length: fc.oneof(
      { arbitrary: fc.constant(0), weight: 12 },
      { arbitrary: fc.integer({ min: -3, max: 3 }), weight: 1 },
    ),
    lengthField: rarely(
      'Content-Length: ',
      'content-length:',
      'content-length: 0',
      'content-length: +',
      'content-length:\t',
    ),
    body: fc.string({ unit: 'binary-ascii', maxLength: 40 }),
    ending: rarely('\r\n', '\n'),
  })

  it('is the same message, ended at the same byte, whatever is taken', async () => {
    let taken = 0
    await fc.assert(
      fc.asyncProperty(request, async (one) => {
        const fields = one.fields.map((parts) => parts.join('')).join('')
        const length = `${one.lengthField}${Math.max(0, one.body.length + one.length)}\r\n`
        const text = `${one.method} ${one.target} ${one.version}\r\nhost: x\r\n${fields}${length}${one.ending}${one.body}`
        const bytes = Buffer.from(text, 'latin1')
        const push = readPlainPush(bytes, MAX_BYTES)
        if (typeof push === 'string') return
        taken += 1
        const [first, after, ...more] = await hearByNode(bytes.subarray(0, push.length))
        expect(first).toEqual({ url: one.target, headers: push.headers, body: push.body.toString('latin1') })
        expect([after?.url, more]).toEqual(['/after', []])
      }),
      { numRuns: 1500 },
    )
    expect(taken).toBeGreaterThan(100)
  })
})
