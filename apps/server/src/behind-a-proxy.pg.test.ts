import { Receiver } from '@baton/fulfilment/channels'
import type { Context } from '@baton/fulfilment/runtime'
import type { FastifyInstance } from 'fastify'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { openTestContext, type TestContext } from '../../../packages/fulfilment/src/testing/test-context.ts'
import { buildServer } from './server.ts'

describe('behind a proxy', () => {
  let world: TestContext
  const servers: FastifyInstance[] = []
  beforeAll(async () => {
    world = await openTestContext()
  })
  afterEach(async () => {
    vi.restoreAllMocks()
    for (const server of servers.splice(0)) await server.close()
  })
  afterAll(() => world.close())

  async function serve(told: Partial<Context> = {}): Promise<FastifyInstance> {
    const ctx = { ...world.ctx, ...told }
    const server = await buildServer(ctx, new Receiver(ctx))
    servers.push(server)
    return server
  }

  it('a browser that came by TLS comes by TLS for a year; without TLS nothing is promised', async () => {
    const [plain, secure] = [await serve(), await serve({ origins: ['https://baton.example'] })]
    for (const url of ['/healthz', '/api/trpc/me.get', '/track/DB2026AAAAAAAA', '/nowhere']) {
      const header = 'strict-transport-security'
      expect((await secure.inject({ url })).headers[header]).toBe('max-age=31536000')
      expect((await plain.inject({ url })).headers[header]).toBeUndefined()
    }
  })

  it('that nobody told it of, it says so once, whatever path is asked for', async () => {
    const warn = vi.spyOn(world.ctx.log, 'warn')
    const server = await serve()
    const said = () => warn.mock.calls.filter(([, text]) => String(text).includes('BATON_TRUSTED_PROXIES'))
    await server.inject({ url: '/healthz' })
    expect(said()).toEqual([])
    for (const name of ['x-forwarded-for', 'forwarded', 'x-real-ip'])
      await server.inject({ url: '/nowhere', headers: { [name]: '203.0.113.7' }, remoteAddress: '10.0.0.2' })
    expect(said()).toEqual([[{ header: 'x-forwarded-for', from: '10.0.0.2' }, expect.any(String)]])
  })

  it('that it was told of, it says nothing', async () => {
    const warn = vi.spyOn(world.ctx.log, 'warn')
    const server = await serve({ env: { ...world.ctx.env, BATON_TRUSTED_PROXIES: 1 } })
    await server.inject({ url: '/nowhere', headers: { 'x-forwarded-for': '203.0.113.7' } })
    expect(warn.mock.calls.filter(([, text]) => String(text).includes('BATON_TRUSTED_PROXIES'))).toEqual([])
  })
})
