import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ErpEventType } from '@baton/contract'
import {
  authenticateErp,
  issueErpKey,
  readConformanceWrites,
  runConformance,
  saveErp,
  subscribe,
  takeWrites,
} from '@baton/fulfilment/erp'
import { signWebhook } from '@baton/platforms/standard-webhooks'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestContext, type TestContext } from '../../../packages/fulfilment/src/testing/test-context.ts'

type Answer = (told: { body: string; headers: IncomingHttpHeaders }) => number

describe('a conformance run', () => {
  let world: TestContext
  let receiver: Server
  let erpId = ''
  let url = ''
  let answer: Answer = () => 204
  beforeAll(async () => {
    world = await openTestContext()
    receiver = createServer((request, response) => {
      let body = ''
      request.on('data', (chunk) => {
        body += chunk
      })
      request.on('end', () => response.writeHead(answer({ body, headers: request.headers })).end())
    })
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
    url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/baton`
    erpId = (await saveErp(world.ctx, { name: '金蝶', grants: [], mayHold: false })).id
  })
  afterAll(async () => {
    receiver.close()
    await world.close()
  })

  async function run(given: Answer, types: ErpEventType[] = ['order.paid', 'order.shipped']) {
    const { id, secret } = await subscribe(world.ctx, { erpId, url, types })
    const webhook = new Webhook(secret)
    const heard: string[] = []
    answer = (told) => {
      try {
        webhook.verify(told.body, told.headers as Record<string, string>)
      } catch {
        return given(told) === 204 ? 401 : given(told)
      }
      heard.push(JSON.parse(told.body).type)
      return given(told)
    }
    return { ...(await runConformance(world.ctx, { id })), heard }
  }
  const verdicts = ({ checks }: Awaited<ReturnType<typeof run>>) => checks.map((one) => one.verdict).join(' ')

  it('is passed by an independent client that verifies what it gets', async () => {
    const done = await run(() => 204)
    expect(done.checks.map((one) => [one.check, one.verdict, one.answer])).toEqual([
      ['takes_event', 'passed', '204'],
      ['takes_repeat', 'passed', '204'],
      ['takes_late', 'passed', '204'],
      ['refuses_forged', 'passed', '401'],
      ['refuses_old', 'passed', '401'],
    ])
    expect(done.heard).toEqual(['order.shipped', 'order.shipped', 'order.paid'])
  })

  it('finds who believes everything, who stumbles over a repeat, and who falls over a forged one', async () => {
    expect(verdicts(await run(() => 200))).toBe('passed passed passed failed failed')
    const seen = new Set<unknown>()
    const once: Answer = ({ headers }) => {
      const isNew = !seen.has(headers['webhook-id'])
      seen.add(headers['webhook-id'])
      return isNew ? 204 : 409
    }
    expect(verdicts(await run(once))).toBe('passed failed passed passed passed')
    expect(verdicts(await run(({ body }) => (body.includes('"quantity":9') ? 500 : 204)))).toBe(
      'passed passed passed failed passed',
    )
  })

  it('leaves untried what it cannot try', async () => {
    expect(verdicts(await run(() => 204, ['order.shipped']))).toBe('passed passed untried passed passed')
    await expect(run(() => 204, ['order.created'])).rejects.toMatchObject({ code: 'INPUT_INVALID' })
    const { id } = await subscribe(world.ctx, { erpId, url: 'http://127.0.0.1:9/', types: ['order.shipped'] })
    const { checks } = await runConformance(world.ctx, { id })
    expect(checks.map((one) => [one.verdict, one.answer]).slice(0, 2)).toEqual([
      ['failed', 'unreachable'],
      ['untried', ''],
    ])
  })

  it('sees what is written back: statuses that go back, and the same under two keys', async () => {
    const { order } = await run(() => 204)
    const { keyId, secret } = await issueErpKey(world.ctx, { id: erpId })
    const timestamp = String(Math.floor(world.ctx.now().getTime() / 1000))
    const signature = signWebhook(secret, { id: 'r', timestamp, body: 'x' })
    const erp = await authenticateErp(world.ctx, {
      address: '127.0.0.1',
      keyId,
      id: 'r',
      timestamp,
      signature,
      content: 'x',
    })
    const write = (key: string, to: 'to_ship' | 'done', number = order) => {
      const writes = [{ order: { number }, report: { kind: 'status' as const, to, parcels: [] } }]
      return takeWrites(world.ctx, erp, {
        key,
        body: Buffer.from(JSON.stringify(writes)),
        writes,
        address: '127.0.0.1',
      })
    }
    const seen = () => readConformanceWrites(world.ctx, { erpId, order })
    expect(await seen()).toEqual({ writes: 0, back: [], twice: 0 })
    await write('a', 'done')
    await write('other', 'to_ship', 'A-1')
    expect(await seen()).toEqual({ writes: 1, back: [], twice: 0 })
    await write('b', 'to_ship')
    await write('c', 'to_ship')
    expect(await seen()).toEqual({ writes: 3, back: ['to_ship'], twice: 1 })
  })
})
