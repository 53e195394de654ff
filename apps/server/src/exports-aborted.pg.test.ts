import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { applyPending, Receiver } from '@baton/fulfilment/channels'
import { createStaff } from '@baton/fulfilment/staff'
import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { openTestShop } from '../../../packages/fulfilment/src/testing/own-shop.ts'
import { aSnapshot } from '../../../packages/fulfilment/src/testing/snapshot.ts'
import { openTestContext, type TestContext } from '../../../packages/fulfilment/src/testing/test-context.ts'
import { buildServer } from './server.ts'

const ORDERS = 20_000
/** Every line names its shop: so long a name makes a file that no socket holds on its way. */
const SHOP_NAME = 'Very long '.repeat(300)
const FILE_BYTES = ORDERS * SHOP_NAME.length
const WAIT = { timeout: 20_000, interval: 10 }

describe('a download that nobody waits for any more', () => {
  let world: TestContext
  let server: FastifyInstance
  let owner: postgres.Sql
  let cookie: string
  let gone = 0
  let reads = 0
  const answers: WeakRef<object>[] = []
  const logged: { level: number; msg: string }[] = []

  beforeAll(async () => {
    world = await openTestContext()
    owner = postgres(world.ownerUrl, { max: 1, onnotice: () => {} })
    await fillOrders()
    const sql = new Proxy(world.ctx.sql, {
      apply(target, self, [strings, ...values]) {
        if (String(strings).includes('FROM orders')) reads += 1
        return Reflect.apply(target, self, [strings, ...values])
      },
    })
    const log = pino({ level: 'trace' }, { write: (line: string) => logged.push(JSON.parse(line)) })
    const ctx = { ...world.ctx, sql, log }
    server = await buildServer(ctx, new Receiver(ctx))
    server.addHook('onRequest', async (_request, { raw }) => {
      answers.push(new WeakRef(raw))
      raw.once('close', () => {
        if (!raw.writableFinished) gone += 1
      })
    })
    await server.listen({ port: 0, host: '127.0.0.1' })
    cookie = await signIn()
  })
  afterAll(async () => {
    await server.close()
    await owner.end()
    await world.close()
  })

  async function fillOrders() {
    const shop = await openTestShop(world.ctx)
    await shop.push('one', aSnapshot({ orderNumber: 'ONE', version: Date.now() }))
    while ((await applyPending(world.ctx, shop.apps)) > 0);
    await owner`UPDATE shops SET name = ${SHOP_NAME}`
    await owner`ALTER TABLE orders DROP CONSTRAINT orders_carry_their_event`
    await owner`
      INSERT INTO orders SELECT (jsonb_populate_record(o, jsonb_build_object('id', 'DB9' || n, 'native_number', 'N' || n))).*
      FROM orders o, generate_series(2, ${ORDERS}) n`
    world.clock.forward(60_000)
  }

  async function signIn(): Promise<string> {
    const payload = { username: 'finance', password: 'a good password' }
    await createStaff(world.ctx, { ...payload, name: 'Finance', role: 'finance' })
    const answer = await server.inject({
      method: 'POST',
      url: '/api/auth/sign-in/username',
      headers: { origin: 'http://localhost:3000' },
      payload,
    })
    return `baton=${answer.cookies[0]?.value}`
  }

  async function begin(format: 'csv' | 'xlsx'): Promise<IncomingMessage> {
    const { port } = server.server.address() as AddressInfo
    const input = encodeURIComponent(JSON.stringify({ asOf: world.clock.at.toISOString(), format }))
    const path = `/api/export/orders?input=${input}`
    const [answer] = (await once(get({ port, path, headers: { cookie }, agent: false }), 'response')) as [
      IncomingMessage,
    ]
    expect(answer.statusCode).toBe(200)
    return answer
  }

  /** Takes the first bytes, lets the rest pile up for as long as the server still reads, and goes away. */
  async function goAway(format: 'csv' | 'xlsx'): Promise<void> {
    const answer = await begin(format)
    await once(answer, 'readable')
    answer.read(1)
    const before = gone
    answer.destroy()
    await vi.waitFor(() => expect(gone).toBe(before + 1), WAIT)
    await vi.waitFor(async () => expect(await busyConnections()).toEqual([]), WAIT)
  }

  async function busyConnections() {
    return owner`
      SELECT state, query FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid() AND (state <> 'idle' OR xact_start IS NOT NULL)`
  }

  async function wholeFile(): Promise<number> {
    let bytes = 0
    for await (const chunk of await begin('csv')) bytes += (chunk as Buffer).length
    return bytes
  }

  it.each(['csv', 'xlsx'] as const)(
    'as %s ends the reading, leaves nothing open, is no failure, and the next one works',
    async (format) => {
      reads = 0
      logged.length = 0
      expect(await wholeFile()).toBeGreaterThan(FILE_BYTES)
      const ofWhole = reads
      await goAway(format)
      expect(await wholeFile()).toBeGreaterThan(FILE_BYTES)
      const ofBroken = reads - 2 * ofWhole
      expect(ofBroken).toBeGreaterThan(0)
      expect(ofBroken).toBeLessThan(ofWhole / 2)
      expect(logged.filter((line) => line.level >= 40)).toEqual([])
    },
  )

  it('lets go of every answer, however many went away', async () => {
    answers.length = 0
    for (let time = 0; time < 12; time += 1) await goAway(time % 2 === 0 ? 'csv' : 'xlsx')
    expect(answers).toHaveLength(12)
    await vi.waitFor(() => {
      collectGarbage()
      expect(answers.filter((answer) => answer.deref() !== undefined)).toEqual([])
    }, WAIT)
  })
})

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void
