import { appRouter } from '@baton/api'
import { Receiver } from '@baton/fulfilment/channels'
import { createEnrolment, createStaff, enrolDevice } from '@baton/fulfilment/staff'
import fc from 'fast-check'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type FloorWorld, openFloorWorld } from '../../../packages/fulfilment/src/scans/floor-world.fixture.ts'
import { inputOf, type JsonSchema } from './hostile-inputs.fixture.ts'
import { buildServer } from './server.ts'

const ORIGIN = 'http://localhost:3000'
/** What an answer shows that was never meant for its reader: a stack, a statement, an address inside the machine. */
const INSIDE = /node_modules|\.ts:\d|\n\s+at |SELECT |INSERT INTO|UPDATE |DELETE FROM|violates|relation "|syntax error/

interface Procedure {
  readonly path: string
  readonly type: 'query' | 'mutation' | 'subscription'
  readonly schema: JsonSchema
}

const procedures: readonly Procedure[] = Object.entries(
  appRouter._def.procedures as object as Record<
    string,
    { _def: { type: Procedure['type']; inputs: readonly z.ZodType[] } }
  >,
).map(([path, { _def }]) => ({
  path,
  type: _def.type,
  schema: z.toJSONSchema(_def.inputs[0] ?? z.unknown(), { io: 'input', unrepresentable: 'any' }) as JsonSchema,
}))

describe('whatever an admin with a device sends', () => {
  let world: FloorWorld
  let ids: readonly string[]
  let server: FastifyInstance
  let cookie: string
  beforeAll(async () => {
    world = await openFloorWorld()
    server = await buildServer(world.ctx, new Receiver(world.ctx))
    const account = { username: 'li-na', password: 'a good password' }
    await createStaff(world.ctx, { ...account, name: '李娜', role: 'admin' })
    const answer = await server.inject({ method: 'POST', url: '/api/auth/sign-in/username', payload: account })
    ids = [world.warehouseId, world.staffId, await world.order('N1')]
    const { code } = await createEnrolment(world.ctx, { warehouseId: world.warehouseId, name: 'PDA' })
    const { key } = await enrolDevice(world.ctx, { code })
    cookie = `baton=${answer.cookies[0]?.value}; baton-device=${key}`
  })
  afterAll(async () => {
    await server.close()
    await world.close()
  })

  function send({ path, type }: Procedure, input: string) {
    const url = `/api/trpc/${path}`
    const headers = { origin: ORIGIN, cookie, 'content-type': 'application/json' }
    if (type === 'mutation') return server.inject({ method: 'POST', url, headers, payload: input })
    return server.inject({ url: `${url}?input=${encodeURIComponent(input)}`, headers: { cookie } })
  }

  it.each(procedures.filter(({ type }) => type !== 'subscription'))('$path answers with sense', async (procedure) => {
    await fc.assert(
      fc.asyncProperty(inputOf(procedure.schema, ids), async (input) => {
        const answer = await send(procedure, input)
        const said = `${answer.statusCode} ${answer.body}`
        expect(said).toMatch(/^(?:2\d\d|4\d\d) /)
        if (answer.statusCode >= 400) expect(said).not.toMatch(INSIDE)
      }),
      { numRuns: 12 },
    )
  })
})
