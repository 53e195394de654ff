import { Receiver } from '@baton/fulfilment/channels'
import { createStaff } from '@baton/fulfilment/staff'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { openTestContext, type TestContext } from '../../../packages/fulfilment/src/testing/test-context.ts'
import { readPlainQueries } from './plain-queries.ts'
import { buildServer } from './server.ts'

const MOST = 20
const input = (value: unknown) => `input=${encodeURIComponent(JSON.stringify(value))}`

/** Requests in the forms of our clients, with answers of all kinds. */
const PLAIN = [
  'me.get',
  'me.get?',
  'me.get?input=',
  `me.get?${input(null)}`,
  `orders.list?${input({ filter: {}, limit: 2 })}`,
  `orders.list?${input({ filter: { shown: ['nonsense'] }, limit: 2 })}`,
  `orders.list?${input({ unknown: 1 })}`,
  `orders.get?${input({ id: 'DB2026NOBODY00' })}`,
  'staff.list',
  'me.get?batch=1',
  `me.get?batch=1&${input({})}`,
  `me.get,orders.list?batch=1&${input({ 1: { filter: {}, limit: 2 } })}`,
  `me.get,orders.list,staff.list?batch=1&${input({ 1: 5, 7: { unused: true } })}`,
  `orders.list,orders.list?batch=1&${input({ 0: 5, 1: 6 })}`,
  `me.get?batch=1&${input({ length: 1, __proto__: 1 })}`,
  `${Array.from({ length: MOST }, () => 'me.get').join(',')}?batch=1`,
]

/** What only tRPC's adapter may answer. */
const OTHER = [
  'nonsense.list',
  'toString',
  '__proto__',
  'me',
  'me.get,',
  'me.get,me.get',
  'me.get,nonsense?batch=1',
  'me.get,staff.create?batch=1',
  'me%2Eget%20',
  'staff.create',
  `staff.create?${input({})}`,
  'orders.live',
  'orders.list?input=%7B',
  'orders.list?input=%E0%A4%A',
  'me.get?batch=1&input=[]',
  'me.get?batch=1&input=5',
  'me.get?batch=1&input=null',
  'me.get?batch=1&batch=1',
  'me.get?batch=2',
  'me.get?connectionParams=1',
  'me.get?lastEventId=1',
  `${Array.from({ length: MOST + 1 }, () => 'me.get').join(',')}?batch=1`,
]

describe('queries without tRPC’s own adapter', () => {
  let world: TestContext
  let server: FastifyInstance
  const cookies: Record<string, Record<string, string>> = { nobody: {} }
  beforeAll(async () => {
    world = await openTestContext()
    server = await buildServer(world.ctx, new Receiver(world.ctx))
    for (const role of ['warehouse', 'admin'] as const) {
      await createStaff(world.ctx, { username: `one-${role}`, name: role, role, password: 'a good password' })
      const payload = { username: `one-${role}`, password: 'a good password' }
      const headers = { origin: 'http://localhost:3000' }
      const answer = await server.inject({ method: 'POST', url: '/api/auth/sign-in/username', headers, payload })
      cookies[role] = { baton: answer.cookies[0]?.value ?? '' }
    }
  })
  afterAll(async () => {
    await server.close()
    await world.close()
  })

  /** The second is answered by tRPC's adapter: whoever names a type for the body that a GET does not have is left to it. */
  function both(url: string, who = 'admin'): Promise<[LightMyRequestResponse, LightMyRequestResponse]> {
    const asked = { url: `/api/trpc/${url}`, cookies: cookies[who] ?? {} }
    return Promise.all([
      server.inject(asked),
      server.inject({ ...asked, headers: { 'content-type': 'application/json' } }),
    ])
  }

  function told({ statusCode, headers, body }: LightMyRequestResponse) {
    const { date: _, 'content-type': type, 'content-length': _length, 'transfer-encoding': _chunks, ...rest } = headers
    const undated = body.replace(/"asOf":"[^"]*"/g, '"asOf":""')
    return { statusCode, type: type?.toString().split(';')[0], rest, body: undated }
  }

  it.each(PLAIN)('answer %s as it does, whoever asks', async (url) => {
    const [paths = ''] = url.split('?')
    expect(readPlainQueries({ method: 'GET', url, headers: {} }, paths, MOST)).not.toBeNull()
    for (const who of Object.keys(cookies)) {
      const [plain, library] = await both(url, who)
      expect([who, told(plain)]).toEqual([who, told(library)])
    }
  })

  it('have answers of all kinds', async () => {
    const statuses = await Promise.all(PLAIN.flatMap((url) => Object.keys(cookies).map((who) => both(url, who))))
    const seen = new Set(statuses.map(([plain]) => plain.statusCode))
    expect([...seen].sort()).toEqual([200, 207, 400, 401, 403, 404])
  })

  it.each(OTHER)('leave %s to it', (url) => {
    const [paths = ''] = url.split('?')
    expect(readPlainQueries({ method: 'GET', url, headers: {} }, paths, MOST)).toBeNull()
  })

  it.each([
    { accept: 'text/event-stream' },
    { accept: 'application/jsonl' },
    { 'trpc-accept': 'application/jsonl' },
    { 'content-type': 'multipart/form-data' },
    { 'last-event-id': '1' },
  ])('leave to it who sends %o', (headers) => {
    expect(readPlainQueries({ method: 'GET', url: 'me.get', headers }, 'me.get', MOST)).toBeNull()
  })

  it.each(['HEAD', 'POST'])('leave to it a %s', (method) => {
    expect(readPlainQueries({ method, url: 'me.get', headers: {} }, 'me.get', MOST)).toBeNull()
  })

  it('say so when the database lets nobody in, and note what nobody foresaw', async () => {
    const gone = Object.assign(new Error('no'), { code: '28P01' })
    const log = vi.spyOn(world.ctx.log, 'error')
    const names = ['me.get,orders.list?batch=1', 'me.get']
    for (const error of [gone, new Error('unforeseen')])
      for (const url of names) {
        const clock = vi.spyOn(world.ctx, 'now').mockImplementation(() => {
          throw error
        })
        const [plain, library] = await both(url)
        clock.mockRestore()
        expect(told(plain)).toEqual(told(library))
        expect(plain.statusCode).toBe(error === gone ? 503 : 500)
        expect(plain.headers['retry-after']).toBe(error === gone ? '5' : undefined)
      }
    expect(log.mock.calls.filter(([, text]) => text === 'procedure failed')).toHaveLength(6)
    log.mockRestore()
  })
})
