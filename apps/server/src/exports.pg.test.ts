import { Receiver } from '@baton/fulfilment/channels'
import { createStaff } from '@baton/fulfilment/staff'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestContext, type TestContext } from '../../../packages/fulfilment/src/testing/test-context.ts'
import { momentsIn } from '../../web/src/admin/reconcile/moments-in-files.ts'
import { buildServer } from './server.ts'

const ORIGIN = 'http://localhost:3000'

describe('files of orders', () => {
  let world: TestContext
  let server: FastifyInstance
  beforeAll(async () => {
    world = await openTestContext()
    server = await buildServer(world.ctx, new Receiver(world.ctx))
  })
  afterAll(async () => {
    await server.close()
    await world.close()
  })

  const url = (input: object) => `/api/export/orders?input=${encodeURIComponent(JSON.stringify(input))}`
  const asOf = { asOf: '2026-01-01T00:00:00Z' }
  let people = 0
  const cookieOf = async (role: 'finance' | 'warehouse') => {
    people += 1
    const username = `${role}-files-${people}`
    const password = 'a good password'
    await createStaff(world.ctx, { username, name: role, role, password })
    const payload = { username, password }
    const answer = await server.inject({
      method: 'POST',
      url: '/api/auth/sign-in/username',
      headers: { origin: ORIGIN },
      payload,
    })
    return { baton: answer.cookies[0]?.value ?? '' }
  }

  it('go to finance, as a stream with a name; not to the warehouse, nor to strangers; no unknown key is taken', async () => {
    const finance = await cookieOf('finance')
    const file = await server.inject({ url: url(asOf), cookies: finance })
    expect([file.statusCode, file.headers['content-type'], file.headers['cache-control']]).toEqual([
      200,
      'text/csv; charset=utf-8',
      'no-store',
    ])
    expect(file.headers['content-disposition']).toBe('attachment; filename="baton-orders-20260101T000000Z.csv"')
    expect(file.body).toMatch(/^\uFEFFbaton-orders,2026-01-01T00:00:00.000Z,\{\}\r\n/)
    expect((await server.inject({ url: url(asOf), cookies: await cookieOf('warehouse') })).statusCode).toBe(403)
    expect((await server.inject({ url: url(asOf) })).statusCode).toBe(401)
    expect((await server.inject({ url: url({ ...asOf, x: 1 }), cookies: finance })).statusCode).toBe(400)
    expect((await server.inject({ url: '/api/export/orders?input={', cookies: finance })).statusCode).toBe(400)
  })

  it('can be taken back, XLSX like CSV, in any language: each tells its moment and filter', async () => {
    const cookies = await cookieOf('finance')
    const filter = { platform: ['douyin', 'own-shop'] }
    const taken = async (input: object) => {
      const answer = await server.inject({ url: url({ filter, ...input }), cookies })
      return new File([Uint8Array.from(answer.rawPayload)], String(answer.headers['content-disposition']))
    }
    const [older, newer] = ['2026-01-01T00:00:00.000Z', '2026-01-02T03:04:05.678Z']
    const found = { before: older, after: newer, filter }
    const xlsx = await taken({ asOf: newer, format: 'xlsx', lang: 'en' })
    expect(xlsx.name).toContain('.xlsx')
    expect(await momentsIn([xlsx, await taken({ asOf: older, format: 'xlsx' })])).toEqual(found)
    expect(await momentsIn([await taken({ asOf: older, encoding: 'gbk' }), xlsx])).toEqual(found)
    expect(await momentsIn([await taken({ asOf: newer }), xlsx])).toBe('same_moment')
  })
})
