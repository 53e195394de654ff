import { X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Receiver } from '@baton/fulfilment/channels'
import { createEnrolment, createStaff } from '@baton/fulfilment/staff'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type FloorWorld, openFloorWorld } from '../../../../packages/fulfilment/src/scans/floor-world.fixture.ts'
import { keepCertificates } from '../../../../scripts/lan/keep-certificates.ts'
import { freePort } from '../../../../scripts/ports.ts'
import { buildServer } from '../server.ts'
import { openLan } from './open-lan.ts'

interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

interface Call {
  readonly method?: string
  readonly headers?: Record<string, string>
  readonly payload?: unknown
}

describe('a server in the local network', () => {
  let floor: FloorWorld
  let data: string
  let authority: string
  let lan: FastifyInstance
  let here: FastifyInstance
  let url: string
  beforeAll(async () => {
    floor = await openFloorWorld()
    data = mkdtempSync(join(tmpdir(), 'baton-lan-'))
    keepCertificates(data, { names: ['127.0.0.1', 'localhost', 'box.local'], hostname: 'box', now: new Date() })
    authority = JSON.parse(readFileSync(join(data, 'lan', 'server.json'), 'utf8')).authority
    url = `https://127.0.0.1:${await freePort()}`
    const env = {
      ...floor.ctx.env,
      BATON_DATA: data,
      BATON_LAN_URL: url,
      BATON_PUBLIC_URL: url,
      BATON_TRUSTED_PROXIES: 1,
    }
    const ctx = { ...floor.ctx, env }
    lan = await openLan(ctx, new Receiver(ctx), url)
    here = await buildServer(ctx, new Receiver(ctx))
    await createStaff(ctx, { username: 'li-na', name: '李娜', role: 'warehouse', password: 'a good password' })
  })
  afterAll(async () => {
    await Promise.all([lan.close(), here.close()])
    await floor.close()
    rmSync(data, { recursive: true, force: true })
  })

  /** Over the network, trusting our authority and nobody else. */
  function call(address: string, { method = 'GET', headers = {}, payload }: Call = {}): Promise<Answer> {
    const body = payload === undefined ? undefined : JSON.stringify(payload)
    const all = body === undefined ? headers : { ...headers, 'content-type': 'application/json' }
    return new Promise((resolve, reject) => {
      const options = { method, headers: all, ca: authority, agent: false as const }
      const request = (address.startsWith('https:') ? httpsRequest : httpRequest)(address, options, (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
        )
      })
      request.on('error', reject)
      request.end(body)
    })
  }

  const signIn = () =>
    call(`${url}/api/auth/sign-in/username`, {
      method: 'POST',
      headers: { origin: url },
      payload: { username: 'li-na', password: 'a good password' },
    })

  it('signs in over TLS with a cookie that only this host gets, and only by TLS', async () => {
    const answer = await signIn()
    expect(answer.status).toBe(200)
    const [cookie = ''] = answer.headers['set-cookie'] ?? []
    expect(cookie).toMatch(/^__Host-baton=[^;]+;.*Path=\/;.*HttpOnly; Secure; SameSite=Lax$/)
    expect(cookie).not.toMatch(/Domain/i)
    const headers = { cookie: cookie.split(';')[0] ?? '' }
    const me = await call(`${url}/api/trpc/me.get`, { headers })
    expect(JSON.parse(me.body.toString())).toMatchObject({ result: { data: { username: 'li-na' } } })
  })

  it('leaves this machine its plain door with plain cookies', async () => {
    const payload = { username: 'li-na', password: 'a good password' }
    const origin = 'http://localhost:3000'
    const answer = await here.inject({
      method: 'POST',
      url: '/api/auth/sign-in/username',
      headers: { origin },
      payload,
    })
    expect(answer.cookies).toMatchObject([{ name: 'baton', httpOnly: true }])
    expect(answer.cookies[0]).not.toHaveProperty('secure')
  })

  it('enrols a device by a code whose address has TLS, and keeps its key in a cookie of this host', async () => {
    const ctx = { ...floor.ctx, env: { ...floor.ctx.env, BATON_LAN_URL: url, BATON_PUBLIC_URL: url } }
    const made = await createEnrolment(ctx, { warehouseId: floor.warehouseId, name: 'PDA 7' })
    expect(made.url).toBe(`${url}/scan/enrol/?code=${made.code}`)
    expect(made.trustUrl).toBe(`${url.replace('https:', 'http:')}/trust`)
    const enrolled = await call(`${url}/api/trpc/devices.enrol`, { method: 'POST', payload: { code: made.code } })
    expect(enrolled.status).toBe(200)
    expect(enrolled.headers['set-cookie']?.[0]).toMatch(
      /^__Host-baton-device=[\w-]{43}; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Strict; Secure$/,
    )
  })

  it('shows without TLS the page that helps to trust it, and sends everybody else there', async () => {
    const plain = url.replace('https:', 'http:')
    const page = await call(`${plain}/trust?to=%2Fscan%2Fenrol%2F%3Fcode%3Dabc`, {
      headers: { 'accept-language': 'zh-CN' },
    })
    expect(page.status).toBe(200)
    expect(page.body.toString()).toContain('让这台手机信任 Baton')
    expect(page.body.toString()).toContain(`href="${url}/scan/enrol/?code=abc"`)
    const [, shown = ''] = /<code>([0-9A-F ]+)<\/code>/.exec(page.body.toString()) ?? []
    expect(shown.replaceAll(' ', '')).toBe(new X509Certificate(authority).fingerprint256.replaceAll(':', ''))
    expect(page.headers['content-security-policy']).toContain(`img-src 'self' data: ${url};`)
    expect(page.headers['set-cookie']).toBeUndefined()
    const sent = await call(`${plain}/scan/enrol/?code=abc`)
    expect([sent.status, sent.headers.location]).toEqual([302, '/trust?to=%2Fscan%2Fenrol%2F%3Fcode%3Dabc'])
    expect((await call(`${plain}/`)).headers.location).toBe('/trust')
  })

  it.each([
    ['POST', '/api/auth/sign-in/username'],
    ['GET', '/api/trpc/me.get'],
    ['POST', '/trust'],
    ['POST', '/webhooks/own-shop/key'],
  ])('does nothing else without TLS: %s %s', async (method, path) => {
    const answer = await call(url.replace('https:', 'http:') + path, { method })
    expect([answer.status, answer.headers.upgrade]).toEqual([426, 'TLS/1.3, HTTP/1.1'])
  })

  it('hands out the authority for every kind of phone, and never its key', async () => {
    const plain = url.replace('https:', 'http:')
    const certificate = await call(`${plain}/trust/baton-ca.crt`)
    expect(certificate.headers['content-type']).toBe('application/x-x509-ca-cert')
    expect(new X509Certificate(certificate.body).fingerprint256).toBe(new X509Certificate(authority).fingerprint256)
    const profile = await call(`${plain}/trust/baton-ca.mobileconfig`)
    expect(profile.headers['content-type']).toBe('application/x-apple-aspen-config')
    const [, base64 = ''] = /<data>([^<]+)<\/data>/.exec(profile.body.toString()) ?? []
    expect(new X509Certificate(Buffer.from(base64, 'base64')).raw).toEqual(certificate.body)
    expect((await call(`${url}/trust/seen.gif`)).headers['content-type']).toBe('image/gif')
  })

  it('tells nothing of its operation to the network, and believes no address but the socket’s', async () => {
    expect((await call(`${url}/metrics`)).status).toBe(404)
    const before = await floor.ctx.sql`SELECT count(*)::int AS n FROM staff_sessions WHERE ip_address = '203.0.113.5'`
    await call(`${url}/api/auth/sign-in/username`, {
      method: 'POST',
      headers: { origin: url, 'x-forwarded-for': '203.0.113.5' },
      payload: { username: 'li-na', password: 'a good password' },
    })
    const [session] = await floor.ctx.sql<{ ip: string }[]>`
      SELECT ip_address AS ip FROM staff_sessions ORDER BY created_at DESC LIMIT 1`
    expect([before[0]?.n, session?.ip]).toEqual([0, '127.0.0.1'])
  })

  it.each(['\u0016garbage', 'garbage\r\n\r\n', '\u0000'])('outlives a caller that sends %j', async (sent) => {
    const socket = connect({ port: Number(new URL(url).port), host: '127.0.0.1' })
    socket.on('error', () => {})
    socket.end(sent)
    await new Promise((resolve) => socket.on('close', resolve).resume())
    expect((await call(`${url}/trust/seen.gif`)).status).toBe(200)
  })
})
