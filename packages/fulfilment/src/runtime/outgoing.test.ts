import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addressRule } from './addresses.ts'
import type { Env } from './env.ts'
import { sendOutgoing } from './outgoing.ts'

const ctx = (allowed: string) => ({ env: { BATON_ALLOW_PRIVATE: allowed } as Env })
const get = (url: string) => ({ method: 'GET' as const, url, headers: {}, body: null })

describe('addresses', () => {
  const none = addressRule('')
  const allows = (address: string) => none.allows({ host: address, port: 80, address })

  it.each(['127.0.0.1', '10.9.8.7', '172.16.0.1', '172.31.255.255', '192.168.1.1', '169.254.169.254', '0.0.0.0'])(
    '%s is private in every spelling',
    (address) => {
      const [a = 0, b = 0, c = 0, d = 0] = address.split('.').map(Number)
      const hex = `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`
      for (const one of [
        address,
        `::ffff:${address}`,
        `::ffff:${hex}`,
        `::ffff:0:${hex}`,
        `64:ff9b::${hex}`,
        `2002:${hex}::1`,
        `::${hex}`,
      ])
        expect([one, allows(one)]).toEqual([one, false])
    },
  )

  it('lets public addresses pass and refuses what is no address', () => {
    expect(['1.1.1.1', '172.32.0.1', '2606:4700::1111'].map(allows)).toEqual([true, true, true])
    expect(['::1', 'fe80::1', 'fd00::1', 'ff02::1', 'printer'].map(allows)).toEqual(Array(5).fill(false))
  })

  it('opens exactly what is listed: a host, a host with its port, a network', () => {
    const rule = addressRule('printer.lan, 127.0.0.1:3010 ,10.1.0.0/16')
    const ask = (host: string, port: number, address: string) => rule.allows({ host, port, address })
    expect(ask('printer.lan', 9100, '192.168.1.7')).toBe(true)
    expect(ask('127.0.0.1', 3010, '127.0.0.1')).toBe(true)
    expect(ask('127.0.0.1', 5432, '127.0.0.1')).toBe(false)
    expect(ask('rebound.example', 3010, '127.0.0.1')).toBe(false)
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 0, max: 255 }), (b, d) => {
        expect(ask('x.example', 80, `10.${b}.0.${d}`)).toBe(b === 1)
      }),
    )
  })
})

describe('outgoing calls', () => {
  let server: Server
  let base = ''
  let asked = 0
  beforeAll(async () => {
    server = createServer((request, response) => {
      asked += 1
      if (request.url === '/away') return response.writeHead(302, { location: '/ok' }).end()
      if (request.url === '/huge') return response.end('x'.repeat(2000))
      if (request.url === '/hang') return
      if (request.url === '/crumbs') {
        response.socket?.end(
          `HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n${'1\r\nx\r\n'.repeat(20_001)}0\r\n\r\n`,
        )
        return
      }
      if (request.url === '/until') {
        const [date, until] = ['Mon, 30 Nov 2026 01:00:00 GMT', 'Mon, 30 Nov 2026 03:30:00 GMT']
        return response.writeHead(503, { date, 'retry-after': until }).end()
      }
      request.pipe(response.writeHead(200, { 'retry-after': '7' }))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })

  it('never reach a private address that is not listed, by number or by name', async () => {
    const before = asked
    for (const url of [base, base.replace('127.0.0.1', 'localhost'), base.replace('127.0.0.1', '[::ffff:127.0.0.1]')])
      await expect(sendOutgoing(ctx(''), get(url))).rejects.toMatchObject({ code: 'address_refused' })
    await expect(sendOutgoing(ctx(''), get('file:///etc/passwd'))).rejects.toMatchObject({ code: 'address_refused' })
    expect(asked).toBe(before)
  })

  it('carry the body there and the answer back where it is listed', async () => {
    const reply = await sendOutgoing(ctx('127.0.0.1'), { ...get(base), method: 'POST', body: '你好' })
    expect(reply.status).toBe(200)
    expect(reply.headers['retry-after']).toBe('7')
    expect(Buffer.from(reply.body).toString()).toBe('你好')
  })

  it('tell in seconds how long the other side wants to be left alone, also where it names the instant', async () => {
    const reply = await sendOutgoing(ctx('127.0.0.1'), get(`${base}/until`))
    expect(reply.headers['retry-after']).toBe('9000')
  })

  it('end by themselves: too large, too slow, sent elsewhere, nobody there', async () => {
    const here = ctx('127.0.0.0/8')
    const limits = { timeoutMs: 50, maxReply: 1000 }
    await expect(sendOutgoing(here, get(`${base}/huge`), { maxReply: 1000 })).rejects.toMatchObject({
      code: 'reply_too_large',
    })
    await expect(sendOutgoing(here, get(`${base}/crumbs`))).rejects.toMatchObject({ code: 'reply_too_large' })
    await expect(sendOutgoing(here, get(`${base}/hang`), limits)).rejects.toMatchObject({ code: 'timeout' })
    await expect(sendOutgoing(here, get(`${base}/away`))).rejects.toMatchObject({ code: 'redirected' })
    await expect(sendOutgoing(here, get('http://127.0.0.1:1/'))).rejects.toMatchObject({ code: 'unreachable' })
  })
})
