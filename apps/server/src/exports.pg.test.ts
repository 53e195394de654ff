import { Receiver } from '@baton/fulfilment/channels'
import { createStaff } from '@baton/fulfilment/staff'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestContext, type TestContext } from '../../../packages/fulfilment/src/testing/test-context.ts'
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
  const cookieOf = async (role: 'finance' | 'warehouse') => {
    const username = `${role}-files`
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
})
