import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { saveApp } from '@baton/fulfilment/catalogue'
import { beginAuthorisation, Receiver } from '@baton/fulfilment/channels'
import { actingAs } from '@baton/fulfilment/runtime'
import { createStaff } from '@baton/fulfilment/staff'
import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestContext, type TestContext } from '../../../packages/fulfilment/src/testing/test-context.ts'
import { buildServer } from './server.ts'

const ORIGIN = 'http://localhost:3000'
const CODE = 'a-code-that-nobody-writes-down'
const PASSWORD = 'a good password'

describe('coming back from a platform’s authorise page', () => {
  let world: TestContext
  let server: FastifyInstance
  let gateway: Server
  let appId: string
  const staff = new Map<string, { id: string; cookie: string }>()
  let reply: () => { status: number; body: string }
  const written: string[] = []

  beforeAll(async () => {
    world = await openTestContext()
    const log = pino({ level: 'trace' }, { write: (line: string) => written.push(line) })
    server = await buildServer({ ...world.ctx, log }, new Receiver(world.ctx))
    gateway = createServer((_request, response) => {
      const { status, body } = reply()
      response.writeHead(status).end(body)
    })
    await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve))
    const { id } = await saveApp(world.ctx, {
      platform: 'pinduoduo',
      name: 'p',
      fields: { clientId: 'app', clientSecret: 's' },
      endpoints: { gateway: `http://127.0.0.1:${(gateway.address() as AddressInfo).port}` },
    })
    appId = id
    for (const role of ['ops', 'supervisor'] as const) {
      const username = `${role}-lin`
      const made = await createStaff(world.ctx, { username, name: role, role, password: PASSWORD })
      const payload = { username, password: PASSWORD }
      const url = '/api/auth/sign-in/username'
      const answer = await server.inject({ method: 'POST', url, headers: { origin: ORIGIN }, payload })
      staff.set(role, { id: made.id, cookie: answer.cookies[0]?.value ?? '' })
    }
  })
  afterAll(async () => {
    gateway.close()
    await server.close()
    await world.close()
  })

  const begin = async (role: 'ops' | 'supervisor' = 'ops') => {
    const id = staff.get(role)?.id ?? ''
    const by = actingAs(world.ctx, { kind: 'person', id, name: role }, null)
    return new URL((await beginAuthorisation(by, { appId })).url).searchParams.get('state') ?? ''
  }
  const comeBack = async (query: Record<string, string>, { as = 'ops', method = 'GET' as 'GET' | 'HEAD' } = {}) =>
    server.inject({
      method,
      url: `/authorised/pinduoduo?${new URLSearchParams(query)}`,
      cookies: { baton: staff.get(as)?.cookie ?? '' },
    })

  it('stores the tokens and leads to the shop, with nothing of what came in the address', async () => {
    const issued = { access_token: 'a', refresh_token: 'r', expires_in: 86_400, owner_id: '900', owner_name: 'n' }
    reply = () => ({ status: 200, body: JSON.stringify({ pop_auth_token_create_response: issued }) })
    const state = await begin()
    expect((await comeBack({ code: CODE, state }, { method: 'HEAD' })).statusCode).toBe(404)
    const answer = await comeBack({ code: CODE, state })
    expect(answer.statusCode).toBe(303)
    expect(answer.headers.location).toMatch(/^\/admin\/catalogue\/shops\/\?authorised=[0-9a-f-]{36}$/)
    expect(answer.headers['cache-control']).toBe('no-store')
    expect(answer.headers['referrer-policy']).toBe('no-referrer')
  })

  it.each([
    ['whoever is not signed in any more', { code: CODE }, 'nobody', 'NOT_SIGNED_IN'],
    ['whoever may not save shops', { code: CODE }, 'supervisor', 'NOT_ALLOWED'],
    ['a seller who denied', { error: 'access_denied' }, 'ops', 'AUTHORISATION_DENIED'],
    ['a code without end', { code: 'x'.repeat(2001) }, 'ops', 'AUTHORISATION_DENIED'],
    ['a platform that refuses the code', { code: CODE }, 'ops', 'PLATFORM_REFUSED'],
  ])('tells %s', async (_name, query, as, refused) => {
    const body = { error_response: { error_code: 10001, error_msg: `no ${CODE}` } }
    reply = () => ({ status: 200, body: JSON.stringify(body) })
    const state = await begin(as === 'supervisor' ? 'supervisor' : 'ops')
    const answer = await comeBack({ ...query, state }, { as })
    expect([answer.statusCode, answer.headers.location]).toEqual([303, `/admin/catalogue/shops/?refused=${refused}`])
  })

  it('tells of a platform that is broken', async () => {
    reply = () => ({ status: 502, body: CODE })
    const { headers } = await comeBack({ code: CODE, state: await begin() })
    expect(headers.location).toBe('/admin/catalogue/shops/?refused=PLATFORM_UNAVAILABLE')
  })

  it.each([{ state: 'invented' }, {}])('believes no state but its own: %s', async (query) => {
    const { headers } = await comeBack({ code: CODE, ...(query as Record<string, string>) })
    expect(headers.location).toBe('/admin/catalogue/shops/?refused=AUTHORISATION_INVALID')
  })

  it('is nowhere for platforms that are none', async () => {
    expect((await server.inject({ url: '/authorised/amazon?code=1&state=2' })).statusCode).toBe(404)
  })

  it('writes no code and no state into the log', () => {
    expect(written.join('')).toContain('a shop was not authorised')
    expect(written.filter((line) => line.includes(CODE) || line.includes('state'))).toEqual([])
  })
})
