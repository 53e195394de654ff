import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { secretsAskedAgain } from '../testing/secrets-asked-again.ts'
import { openTestContext, type TestContext } from '../testing/test-context.ts'
import { saveMessageChannel } from './message-channels.ts'
import { withToken } from './message-tokens.ts'

describe('a secret of a message channel does not follow an address to another host', () => {
  let world: TestContext
  beforeAll(async () => {
    world = await openTestContext()
  })
  afterAll(() => world.close())

  it('whether an endpoint or a field says where it is', async () => {
    const robot = { kind: 'wecom_robot', name: 'r', endpoints: {} } as const
    const { id } = await saveMessageChannel(world.ctx, { ...robot, fields: { key: 'k' } })
    const endpoints = { gateway: 'https://evil.example' }
    expect(await secretsAskedAgain(saveMessageChannel(world.ctx, { ...robot, id, fields: {}, endpoints }))).toEqual([
      'key',
    ])
    expect(
      await secretsAskedAgain(saveMessageChannel(world.ctx, { ...robot, id, fields: { key: 'k2' }, endpoints })),
    ).toEqual([])
    const mail = { kind: 'email', name: 'm', endpoints: {} } as const
    const fields = { host: 'smtp.example', port: '465', username: 'u', password: 'p', from: 'a@b.example' }
    const { id: mailId } = await saveMessageChannel(world.ctx, { ...mail, fields })
    const change = (changed: Record<string, string | null>) =>
      secretsAskedAgain(saveMessageChannel(world.ctx, { ...mail, id: mailId, fields: changed }))
    expect(await change({ host: 'evil.example' })).toEqual(['password'])
    expect(await change({ port: '466' })).toEqual(['password'])
    expect(await change({ host: 'smtp.example', from: 'c@b.example' })).toEqual([])
    expect(await change({ host: 'evil.example', username: null, password: null })).toEqual([])
  })

  it('nor does a token that was on its way', async () => {
    const { ctx } = world
    const wecom = { kind: 'wecom', name: 'w' } as const
    const fields = { corpId: 'c', agentId: '1', secret: 's' }
    const { id } = await saveMessageChannel(ctx, { ...wecom, fields, endpoints: {} })
    const [channel] = await ctx.sql<{ id: string; updatedAt: Date }[]>`
      SELECT id, updated_at FROM message_channels WHERE id = ${id}`
    if (!channel) throw new Error('no channel')
    const fetch = async (isChanged: boolean) => {
      world.clock.forward(1000)
      if (isChanged)
        await saveMessageChannel(ctx, { ...wecom, id, fields, endpoints: { gateway: 'https://other.example' } })
      return { ok: true, value: { accessToken: 'theirs', expiresInSeconds: 7200 } } as const
    }
    const use = async () => ({ ok: true, value: null }) as const
    const kept = async () => (await ctx.sql`SELECT FROM message_tokens WHERE channel_id = ${id}`).length
    await withToken(ctx, { channel, api: 'wecom', fetch: () => fetch(false) }, use)
    expect(await kept()).toBe(1)
    await ctx.sql`DELETE FROM message_tokens`
    await withToken(ctx, { channel, api: 'wecom', fetch: () => fetch(true) }, use)
    expect(await kept()).toBe(0)
  })
})
