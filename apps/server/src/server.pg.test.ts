import { connect } from 'node:net'
import { DeviationSettings } from '@baton/contract'
import { Receiver } from '@baton/fulfilment/channels'
import { saveDeviationSettings } from '@baton/fulfilment/deviation'
import { authOf, createStaff } from '@baton/fulfilment/staff'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { openTestContext, type TestContext } from '../../../packages/fulfilment/src/testing/test-context.ts'
import { buildServer } from './server.ts'

const ORIGIN = 'http://localhost:3000'

describe('the server', () => {
  let world: TestContext
  let server: FastifyInstance
  beforeAll(async () => {
    world = await openTestContext()
    server = await buildServer(world.ctx, new Receiver(world.ctx))
    await createStaff(world.ctx, { username: 'li-na', name: '李娜', role: 'warehouse', password: 'a good password' })
  })
  afterAll(async () => {
    await server.close()
    await world.close()
  })

  async function signIn(remoteAddress = '127.0.0.1') {
    const payload = { username: 'li-na', password: 'a good password' }
    const headers = { origin: ORIGIN }
    return server.inject({ method: 'POST', url: '/api/auth/sign-in/username', headers, payload, remoteAddress })
  }

  it('signs in, and lets no answer be stored', async () => {
    const answer = await signIn()
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['cache-control']).toBe('no-store')
    expect(answer.cookies).toMatchObject([{ name: 'baton', httpOnly: true, sameSite: 'Lax', path: '/' }])
    const me = await server.inject({ url: '/api/trpc/me.get', cookies: { baton: answer.cookies[0]?.value ?? '' } })
    expect(me.json()).toMatchObject({ result: { data: { username: 'li-na', role: 'warehouse' } } })
    expect(me.headers['cache-control']).toBe('no-store')
  })

  it.each([
    ['POST', 'update-user', { username: 'boss_1', name: 'x', role: 'admin' }],
    ['POST', 'sign-in/email', { email: 'li-na@staff.baton.invalid', password: 'a good password' }],
    ['POST', 'sign-up/email', { email: 'x@example.org', name: 'x', password: 'a good password' }],
    ['POST', 'is-username-available', { username: 'li-na' }],
    ['POST', 'change-password', { currentPassword: 'a good password', newPassword: 'another password' }],
    ['GET', 'list-sessions', undefined],
    ['GET', 'error', undefined],
  ] as const)('keeps the rest of the sign-in library closed: %s %s', async (method, path, payload) => {
    const cookie = (await signIn()).headers['set-cookie']
    const headers = { origin: ORIGIN, cookie: String(cookie).split(';')[0] }
    const answer = await server.inject({ method, url: `/api/auth/${path}`, headers, ...(payload ? { payload } : {}) })
    expect(answer.statusCode).toBe(404)
  })

  it.each(['PUT', 'DELETE', 'OPTIONS'] as const)('takes no %s at the API', async (method) => {
    expect((await server.inject({ method, url: '/api/trpc/me.get' })).statusCode).toBe(405)
  })

  it('changes nothing for a page of another origin', async () => {
    const cookies = { baton: (await signIn()).cookies[0]?.value ?? '' }
    const payload = { endpoint: 'https://push.example/1' }
    const answerTo = (headers: Record<string, string>) =>
      server.inject({ method: 'POST', url: '/api/trpc/push.unsubscribe', headers, cookies, payload })
    for (const headers of [
      {},
      { origin: ORIGIN },
      { origin: 'https://baton.local', host: 'baton.local' },
      { origin: 'https://elsewhere.example', 'sec-fetch-site': 'same-origin' },
    ])
      expect([headers, (await answerTo(headers)).statusCode]).toEqual([headers, 200])
    for (const headers of [
      { origin: 'https://elsewhere.example' },
      { origin: 'null' },
      { origin: ORIGIN, 'sec-fetch-site': 'same-site' },
      { origin: 'http://localhost:3010', 'sec-fetch-site': 'cross-site' },
    ]) {
      const answer = await answerTo(headers)
      expect([headers, answer.statusCode]).toEqual([headers, 403])
      expect(answer.json()).toEqual({ code: 'NOT_ALLOWED', retry: 'never' })
    }
  })

  it('reads no long speech of a stranger', async () => {
    const keys = Object.fromEntries(Array.from({ length: 2000 }, (_, key) => [`key${key}`, key]))
    const send = (payload: object, cookies: Record<string, string> = {}) =>
      server.inject({ method: 'POST', url: '/api/trpc/devices.enrol', payload, cookies })
    const codeOf = async (answer: ReturnType<typeof send>) => (await answer).json().error.data.code
    expect(await codeOf(send(keys))).toBe('NOT_SIGNED_IN')
    expect(await codeOf(send(keys, { baton: 'made.up' }))).toBe('NOT_SIGNED_IN')
    expect(await codeOf(send({ code: 'x'.repeat(22) }))).toBe('ENROLMENT_INVALID')
    expect(await codeOf(send(keys, { baton: (await signIn('10.0.0.9')).cookies[0]?.value ?? '' }))).toBe(
      'INPUT_INVALID',
    )
  })

  it('says so when the database lets nobody in', async () => {
    const cookies = { baton: (await signIn()).cookies[0]?.value ?? '' }
    const gone = new Error('a query failed', { cause: Object.assign(new Error('no'), { code: '28P01' }) })
    const { internalAdapter } = await authOf(world.ctx).$context
    const session = vi.spyOn(internalAdapter, 'findSession').mockRejectedValue(gone)
    const answer = await server.inject({ url: '/api/trpc/me.get', cookies })
    session.mockRestore()
    expect(answer.statusCode).toBe(503)
    expect(answer.headers['retry-after']).toBe('5')
    expect(answer.json()).toMatchObject({ error: { data: { code: 'DATABASE_UNAVAILABLE' } } })
  })

  it('tells the agreement to nobody until it is published', async () => {
    expect((await server.inject({ url: '/api/agreement' })).statusCode).toBe(404)
    await saveDeviationSettings(world.ctx, { settings: DeviationSettings.parse({ publish: true }) })
    const answer = await server.inject({ url: '/api/agreement' })
    expect([answer.statusCode, answer.json().channels]).toEqual([200, []])
  })

  it.each(['/erp/v1/order', '/devices/v1/scan', '/webhooks/amazon/nobody', '/api/trpc'])(
    'tells a program, not a person, that %s is nowhere',
    async (url) => {
      const answer = await server.inject({ url })
      expect([answer.statusCode, answer.json()]).toEqual([404, { code: 'NOT_FOUND', retry: 'never' }])
    },
  )

  it('answers bytes that are no request, and headers without end, as any other wrong input', async () => {
    const { port } = new URL(await server.listen({ port: 0, host: '127.0.0.1' }))
    const endless = `GET / HTTP/1.1\r\nHost: x\r\n${'x-more: and more\r\n'.repeat(2000)}\r\n`
    for (const [bytes, status] of [['\u0016\u0003\r\n\r\n', 400] as const, [endless, 431] as const]) {
      const [head = '', body = ''] = (await say(Number(port), bytes)).split('\r\n\r\n')
      expect([Number(head.split(' ')[1]), JSON.parse(body)]).toEqual([
        status,
        { code: 'INPUT_INVALID', retry: 'never' },
      ])
    }
  })

  it('answers an address that is none like any other wrong input', async () => {
    const answer = await server.inject({ url: '/webhooks/own-shop/%' })
    expect([answer.statusCode, answer.json()]).toEqual([400, { code: 'INPUT_INVALID', retry: 'never' }])
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'")
  })
})

/** All that the server says to these bytes until it hangs up. */
async function say(port: number, bytes: string): Promise<string> {
  const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
  let heard = ''
  for await (const chunk of socket) heard += chunk
  return heard
}
