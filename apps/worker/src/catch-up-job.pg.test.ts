import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { AppCache } from '@baton/fulfilment/channels'
import type { OpenedContext } from '@baton/fulfilment/runtime'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { saveApp } from '../../../packages/fulfilment/src/catalogue/index.ts'
import { saveShop } from '../../../packages/fulfilment/src/catalogue/shops.ts'
import { openTestContext, type TestContext } from '../../../packages/fulfilment/src/testing/test-context.ts'
import { handleJobs } from './jobs.ts'

const NO_ORDERS = { order_sn_increment_get_response: { order_sn_list: [], total_count: 0 } }
const REFUSED = { error_response: { error_code: 10000, error_msg: 'refused' } }

type Work = (jobs: readonly { id: string; data: object }[]) => Promise<readonly { status: string }[]>

let world: TestContext
let gateway: Server
const asked: (string | null)[] = []
beforeAll(async () => {
  world = await openTestContext()
  gateway = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    const type = new URLSearchParams(body).get('type')
    asked.push(type)
    response.end(JSON.stringify(type === 'pdd.pmc.user.permit' ? REFUSED : NO_ORDERS))
  })
  await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve))
})
afterAll(async () => {
  gateway.close()
  await world.close()
})

it('has a shop’s messages permitted before it is caught up, which a refusal does not stop', async () => {
  const { ctx } = world
  const endpoints = { gateway: `http://127.0.0.1:${(gateway.address() as AddressInfo).port}` }
  const fields = { clientId: 'app', clientSecret: 's' }
  const { id: appId } = await saveApp(ctx, { platform: 'pinduoduo', name: 'p', fields, endpoints })
  const entered = { accessToken: 'entered' }
  const shop = await saveShop(ctx, { appId, name: 's', nativeNumber: '1', fields: entered, enabled: true })
  const handlers = new Map<string, Work>()
  const boss = { work: async (name: string, _options: object, work: Work) => handlers.set(name, work) }
  await handleJobs(ctx, boss as unknown as OpenedContext['boss'], new AppCache(ctx))
  const [result] = (await handlers.get('channels.catch-up')?.([{ id: 'j', data: { shopId: shop.id } }])) ?? []
  expect(result?.status).toBe('completed')
  expect(asked.slice(0, 2)).toEqual(['pdd.pmc.user.permit', 'pdd.order.number.list.increment.get'])
})
