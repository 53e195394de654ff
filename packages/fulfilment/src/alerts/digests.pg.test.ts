import { wecomSuccess } from '@baton/platforms/wecom'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { claimDeliveries } from '../deliveries/claim.ts'
import type { Context } from '../runtime/index.ts'
import { listAlerts, saveMessageChannel, tellAlerts } from './index.ts'
import { MessageWorld } from './message-world.fixture.ts'
import type { Messengers } from './messengers.fixture.ts'

describe('digests of messages', () => {
  let world: MessageWorld
  let ctx: Context
  let messengers: Messengers
  let gateway = ''
  beforeAll(async () => {
    world = await MessageWorld.open()
    ;({ ctx, messengers, gateway } = world)
  })
  afterEach(() => world.clear())
  afterAll(() => world.close())

  it('become digests in a flood: few messages, and every alert named in exactly one of them per person', async () => {
    await world.wecom('洪水')
    const robot = { kind: 'wecom_robot', name: '洪水群', fields: { key: 'k-12345' }, endpoints: { gateway } } as const
    await saveMessageChannel(ctx, robot)
    await Promise.all(Array.from({ length: 100 }, (_, at) => world.raise(`渠道${at}`)))
    await world.settle(1)
    const ids = (await listAlerts(ctx, { which: 'open', limit: 100 })).rows.map((row) => `#${row.id}`).sort()
    expect(ids).toHaveLength(100)
    for (const path of ['/cgi-bin/message/send', '/cgi-bin/webhook/send']) {
      const messages = messengers.to(path)
      expect(messages.length).toBeLessThanOrEqual(5)
      expect(messages.flatMap((one) => one.text.match(/#\d+/g) ?? []).sort()).toEqual(ids)
    }
    const states = await ctx.sql<{ state: string; count: number }[]>`
      SELECT state, count(*)::int AS count FROM alert_receipts r JOIN alerts a ON a.id = r.alert_id
      WHERE a.closed_at IS NULL GROUP BY state`
    expect(states).toEqual([{ state: 'sent', count: 100 * 3 }])
  })

  it('lose nothing when a worker dies between taking up and settling', async () => {
    await world.wecom('中断')
    await world.raise('途中')
    await tellAlerts(ctx)
    const taken = await claimDeliveries(ctx, { limitsOf: () => ({ atOnce: 1, perMinute: 16 }), room: () => 1 })
    expect(taken.deliveries).toHaveLength(1)
    await world.settle()
    expect(messengers.to('/cgi-bin/message/send')).toHaveLength(0)
    world.clock.forward(31_000)
    await world.settle()
    expect(messengers.to('/cgi-bin/message/send')).toHaveLength(1)
    expect((await world.receiptsOf('途中')).states).toEqual(['app 运营 sent', 'wecom 运营 sent'])
  })

  it('keep below the published rates when every alert comes alone', async () => {
    await world.wecom('细水')
    await saveMessageChannel(ctx, {
      kind: 'wecom_robot',
      name: '细水群',
      fields: { key: 'k-12345' },
      endpoints: { gateway },
    })
    const sent: { path: string; at: number }[] = []
    messengers.answer = (path) => {
      sent.push({ path, at: world.clock.at.getTime() })
      return wecomSuccess({ msgid: 'm' })
    }
    for (let second = 0; second < 100; second += 1) {
      await world.raise(`滴${second}`)
      await world.settle(0)
      world.clock.forward(1000)
    }
    await world.settle(1)
    const busiest = (path: string) => {
      const times = sent.filter((one) => one.path === path).map((one) => one.at)
      return Math.max(...times.map((at) => times.filter((other) => other >= at && other < at + 60_000).length))
    }
    expect(busiest('/cgi-bin/webhook/send')).toBeLessThanOrEqual(20)
    expect(busiest('/cgi-bin/message/send')).toBeLessThanOrEqual(30)
    expect((await world.receiptsOf('滴99')).states).toEqual(['app 运营 sent', 'wecom 运营 sent', 'wecom_robot - sent'])
  })

  it('go out once however many workers tell at once', async () => {
    await world.wecom('争抢')
    await Promise.all(Array.from({ length: 12 }, (_, at) => world.raise(`争${at}`)))
    await Promise.all(Array.from({ length: 6 }, () => tellAlerts(ctx)))
    await world.settle(1)
    const numbers = messengers
      .to('/cgi-bin/message/send')
      .flatMap((one) => [...one.text.matchAll(/争(\d+)：/g)].map((found) => found[1]))
    expect(numbers.sort()).toEqual(Array.from({ length: 12 }, (_, at) => String(at)).sort())
  })

  it('wait at the messenger that is away alone: every other channel is told at once', async () => {
    await world.wecom('断线')
    await saveMessageChannel(ctx, {
      ...{ kind: 'dingtalk', name: '钉钉', endpoints: { gateway, api: gateway } },
      fields: { appKey: 'k', appSecret: 's', agentId: '9' },
    })
    const robot = { kind: 'wecom_robot', name: '群', fields: { key: 'k-12345' }, endpoints: { gateway } } as const
    await saveMessageChannel(ctx, robot)
    const away = { status: 503, contentType: 'text/plain', body: 'away' }
    messengers.answer = (path) => (path === '/cgi-bin/message/send' ? away : null)
    for (const subject of ['一', '二', '三']) {
      world.clock.forward(5000)
      await world.raise(subject)
      await world.settle()
      const { states } = await world.receiptsOf(subject)
      expect(states).toEqual([
        ...['app 运营 sent', 'dingtalk 运营 sent'],
        subject === '一' ? 'wecom 运营 sending' : 'wecom 运营 queued',
        'wecom_robot - sent',
      ])
    }
    messengers.answer = () => null
    await world.settle(1)
    expect(messengers.to('/cgi-bin/message/send')).toHaveLength(2)
    expect((await world.receiptsOf('三')).states).toContain('wecom 运营 sent')
  })

  it('wait while the messenger is away, and then come as one', async () => {
    await world.wecom('断线')
    messengers.answer = () => ({ status: 503, contentType: 'text/plain', body: 'away' })
    for (const subject of ['甲', '乙', '丙']) {
      await world.raise(subject)
      await world.settle()
    }
    messengers.answer = () => null
    await world.settle(2)
    expect(messengers.to('/cgi-bin/message/send').map((one) => JSON.parse(one.text).msgtype)).toEqual([
      'template_card',
      'template_card',
    ])
    expect(messengers.to('/cgi-bin/message/send')[1]?.text).toContain('2 条告警')
    expect((await world.receiptsOf('丙')).states).toEqual(['app 运营 sent', 'wecom 运营 sent'])
  })
})
