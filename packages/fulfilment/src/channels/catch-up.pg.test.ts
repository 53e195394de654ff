import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { saveApp, saveShop } from '../catalogue/index.ts'
import { openTestContext, type TestContext } from '../testing/test-context.ts'
import { AppCache } from './app-cache.ts'
import { catchUpShop } from './catch-up.ts'

const HOUR = 3600

interface Window {
  readonly start_time: number
  readonly end_time: number
}

describe('what a shop changed and nobody pushed', () => {
  let world: TestContext
  let gateway: Server
  let shopId: string
  let pageOf: (window: Window) => object
  let whole: Window[]
  beforeAll(async () => {
    world = await openTestContext()
    gateway = createServer(async (request, response) => {
      let body = ''
      for await (const chunk of request) body += chunk
      response.end(JSON.stringify({ errcode: 0, ...pageOf(JSON.parse(body).update_time_range) }))
    })
    await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve))
    const { id: appId } = await saveApp(world.ctx, {
      platform: 'weixin-shop',
      name: 'w',
      fields: { appId: 'wx1', appSecret: 's', token: 't', encodingAesKey: 'A'.repeat(43) },
      endpoints: { gateway: `http://127.0.0.1:${(gateway.address() as AddressInfo).port}` },
    })
    shopId = (await saveShop(world.ctx, { appId, name: 's', nativeNumber: 'wx1', fields: {}, enabled: true })).id
  })
  beforeEach(async () => {
    whole = []
    await world.ctx.sql`DELETE FROM catch_ups`
  })
  afterAll(async () => {
    gateway.close()
    await world.close()
  })

  const catchUp = () => catchUpShop(world.ctx, new AppCache(world.ctx), shopId)

  it('is read in narrower windows where one holds more pages than are read of it', async () => {
    pageOf = (window) => {
      if (window.end_time - window.start_time > 7 * HOUR) return { order_id_list: [], has_more: true, next_key: 'more' }
      whole.push(window)
      return { order_id_list: [], has_more: false }
    }
    await catchUp()
    const covered = whole.reduce((sum, { start_time, end_time }) => sum + end_time - start_time, 0)
    expect(covered).toBeGreaterThan(23 * HOUR)
    expect(await world.ctx.sql`SELECT error FROM catch_ups`).toEqual([{ error: null }])
  })

  it('stays to be read where even a moment holds too many', async () => {
    pageOf = () => ({ order_id_list: [], has_more: true, next_key: 'more' })
    await world.ctx.sql`
      INSERT INTO catch_ups (shop_id, up_to, last_run_at) VALUES (${shopId}, ${new Date(world.ctx.now().getTime() - 122_000)}, now())`
    await expect(catchUp()).rejects.toThrow('more changes')
    const [row] = await world.ctx.sql<{ upTo: Date; error: string }[]>`SELECT up_to, error FROM catch_ups`
    expect(row?.upTo.getTime()).toBe(world.ctx.now().getTime() - 122_000)
    expect(row?.error).toContain('more changes')
  })
})
