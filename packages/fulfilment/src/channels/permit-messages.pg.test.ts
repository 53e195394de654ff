import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { alertText } from '@baton/contract'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { listAlerts } from '../alerts/index.ts'
import { saveApp } from '../catalogue/index.ts'
import { saveShop } from '../catalogue/shops.ts'
import { actingAs, type Context } from '../runtime/context.ts'
import { openTestContext, type TestContext } from '../testing/test-context.ts'
import { AppCache } from './app-cache.ts'
import { beginAuthorisation } from './begin-authorisation.ts'
import { completeAuthorisation } from './complete-authorisation.ts'
import { listChannels } from './list-channels.ts'
import { permitMessages } from './permit-messages.ts'
import { watchChannels } from './watch-channels.ts'

const TOKEN = {
  access_token: 'issued',
  refresh_token: 'r',
  expires_in: 86_400,
  owner_id: '900',
  owner_name: '青禾百货',
}
const PERMITTED = { pmc_user_permit_response: { is_success: true } }
const REFUSED = { error_response: { error_code: 10000, error_msg: '参数错误', sub_msg: '应用未开通消息服务' } }

describe('permitting the messages of a shop', () => {
  let world: TestContext
  let ctx: Context
  let gateway: Server
  let appId: string
  let shopId: string
  let said: object
  const asked: (string | null)[] = []
  beforeAll(async () => {
    world = await openTestContext()
    ctx = actingAs(world.ctx, { kind: 'person', id: 'lin', name: 'Lin' }, null)
    gateway = createServer(async (request, response) => {
      let body = ''
      for await (const chunk of request) body += chunk
      const params = new URLSearchParams(body)
      const isPermit = params.get('type') === 'pdd.pmc.user.permit'
      if (isPermit) asked.push(params.get('access_token'))
      response.end(JSON.stringify(isPermit ? said : { pop_auth_token_create_response: TOKEN }))
    })
    await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve))
  })
  beforeEach(async () => {
    asked.length = 0
    said = PERMITTED
    const endpoints = { gateway: `http://127.0.0.1:${(gateway.address() as AddressInfo).port}` }
    const fields = { clientId: 'app', clientSecret: 's' }
    appId = (await saveApp(ctx, { platform: 'pinduoduo', name: 'p', fields, endpoints })).id
    const url = new URL((await beginAuthorisation(ctx, { appId })).url)
    const state = url.searchParams.get('state') ?? ''
    shopId = (await completeAuthorisation(ctx, { platform: 'pinduoduo', state, code: 'c' })).shopId
  })
  afterAll(async () => {
    gateway.close()
    await world.close()
  })

  /** Every round reads the shop as it is stored by then. */
  const round = () => permitMessages(ctx, new AppCache(ctx), shopId)
  const shown = async () => (await listChannels(ctx)).find((one) => one.id === appId)?.catchUp[0]?.permitError
  const change = (fields: Record<string, string>, enabled = true) =>
    saveShop(ctx, { id: shopId, appId, name: '百货', nativeNumber: '900', fields, enabled })

  it('is asked for with the token of a newly authorised shop, and once a day', async () => {
    expect([await round(), await round()]).toEqual([true, false])
    expect(asked).toEqual(['issued'])
    world.clock.forward(24 * 3_600_000 - 1)
    await round()
    expect(asked).toHaveLength(1)
    world.clock.forward(1)
    await round()
    expect(asked).toHaveLength(2)
    expect(await shown()).toBeNull()
  })

  it('is asked for again with tokens that somebody enters, and not for a shop that is switched off', async () => {
    await round()
    await change({ accessToken: 'entered' })
    await round()
    await change({ accessToken: 'unused' }, false)
    expect(await round()).toBe(false)
    expect(asked).toEqual(['issued', 'entered'])
  })

  it('shows a refusal in the platform’s words until a later round is permitted', async () => {
    said = REFUSED
    await round()
    expect(await shown()).toBe('10000: 应用未开通消息服务')
    said = PERMITTED
    expect(await round()).toBe(true)
    expect(await shown()).toBeNull()
    expect(asked).toHaveLength(2)
  })

  it('is an alert once it was refused twice in a row, until it is permitted', async () => {
    const alerted = async () => {
      await watchChannels(ctx, new Map())
      const { rows } = await listAlerts(ctx, { which: 'open', limit: 50 })
      return rows.filter(({ kind }) => kind === 'channel_broken').map((alert) => alertText(alert).zh)
    }
    const inRound = async (answer: object) => {
      world.clock.forward(10 * 60_000)
      said = answer
      await round()
      return alerted()
    }
    expect(await inRound(REFUSED)).toEqual([])
    expect(await inRound(REFUSED)).toEqual(['p：平台不给店铺开通消息，新订单只能靠定时拉取'])
    expect(await inRound(PERMITTED)).toEqual([])
    expect(await inRound(REFUSED)).toEqual([])
  })
})
