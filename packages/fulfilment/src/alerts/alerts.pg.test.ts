import { ALERT_KINDS, ALERT_KINDS_OF, alertText, type Role } from '@baton/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { actingAs, type Context } from '../runtime/index.ts'
import { openTestContext, type TestContext } from '../testing/test-context.ts'
import {
  acknowledgeAlert,
  closeAlert,
  countAlerts,
  dismissAlert,
  listAlerts,
  matchAlerts,
  raiseAlert,
} from './index.ts'

describe('alerts', () => {
  let world: TestContext
  let ctx: Context
  beforeAll(async () => {
    world = await openTestContext()
    ctx = actingAs(world.ctx, { kind: 'person', id: 'p1', name: '李娜' }, '192.0.2.1')
  })
  afterAll(() => world.close())

  const open = async () => (await listAlerts(ctx, { which: 'open', limit: 100 })).rows

  it('are one for a kind and subject, however many raise it at once', async () => {
    const raise = (other: string) =>
      ctx.sql.begin((tx) => raiseAlert(ctx, tx, { kind: 'review_opened', subject: other, params: { other } }))
    await Promise.all(Array.from({ length: 50 }, (_, index) => raise(index % 2 ? '淘宝' : '抖店')))
    const alerts = await open()
    const counts = alerts.map(({ params, count }) => `${(params as { other: string }).other} ${count}`)
    expect(counts.sort()).toEqual(['抖店 25', '淘宝 25'].sort())
    expect(alertText(alerts[0] as NonNullable<(typeof alerts)[0]>).zh).toContain('25 个订单')
  })

  it('are had by the first who says so, closed by a person, and raised anew if their cause goes on', async () => {
    const [alert] = await open()
    const id = alert?.id ?? ''
    expect(await countAlerts(ctx)).toEqual({ waiting: 2 })
    await acknowledgeAlert(ctx, { id })
    await acknowledgeAlert(actingAs(ctx, { kind: 'person', id: 'p2', name: '王强' }, null), { id })
    expect((await open()).find((one) => one.id === id)?.acknowledgedBy).toBe('李娜')
    expect(await countAlerts(ctx)).toEqual({ waiting: 1 })
    await dismissAlert(ctx, { id })
    await expect(dismissAlert(ctx, { id })).rejects.toMatchObject({ code: 'ALERT_NOT_FOUND' })
    const { params } = alert as { params: { other: string } }
    await raiseAlert(ctx, ctx.sql, { kind: 'review_opened', subject: params.other, params })
    expect((await open()).find((one) => one.id !== id && one.count === 1)).toMatchObject({ acknowledgedBy: null })
  })

  it('match what a job sees: raised, refreshed, closed', async () => {
    const params = (count: number) => ({ subject: 'r', params: { route: '淘宝' }, count })
    await matchAlerts(ctx, ctx.sql, 'delivery_dead', [params(3)])
    await matchAlerts(ctx, ctx.sql, 'delivery_dead', [params(5)])
    expect((await open()).filter((one) => one.kind === 'delivery_dead')).toMatchObject([{ count: 5 }])
    await matchAlerts(ctx, ctx.sql, 'delivery_dead', [])
    expect((await open()).filter((one) => one.kind === 'delivery_dead')).toEqual([])
    await closeAlert(ctx, ctx.sql, { kind: 'delivery_dead', subject: 'r' })
  })

  it('that are dismissed stay silent while their cause goes on, for a day, or until it ended and began again', async () => {
    const subject = 'silent'
    const look = (raised: boolean) =>
      matchAlerts(ctx, ctx.sql, 'delivery_dead', raised ? [{ subject, params: { route: '抖店' }, count: 1 }] : [])
    const mine = async () => (await open()).filter((one) => one.kind === 'delivery_dead')
    const dismiss = async () => dismissAlert(ctx, { id: (await mine())[0]?.id ?? '' })
    await look(true)
    await dismiss()
    world.clock.forward(60_000)
    await look(true)
    expect(await mine()).toEqual([])
    await look(false)
    await look(true)
    expect(await mine()).toHaveLength(1)
    await dismiss()
    world.clock.forward(23 * 3_600_000)
    await look(true)
    expect(await mine()).toEqual([])
    world.clock.forward(2 * 3_600_000)
    await look(true)
    expect(await mine()).toHaveLength(1)
    await look(false)
  })

  it('are seen and handled by whom they concern', async () => {
    await raiseAlert(ctx, ctx.sql, { kind: 'credential_expiring', subject: 's', params: { shop: '旗舰店', days: 3 } })
    const seenBy = async (role: Role) =>
      (await listAlerts(ctx, { which: 'open', limit: 100, kinds: ALERT_KINDS_OF[role] })).rows.map((one) => one.kind)
    expect(await seenBy('ops')).toContain('credential_expiring')
    expect(new Set(await seenBy('service'))).toEqual(new Set(['review_opened']))
    expect(await seenBy('warehouse')).toEqual([])
    const [alert] = (await open()).filter((one) => one.kind === 'credential_expiring')
    const asService = dismissAlert(ctx, { id: alert?.id ?? '', kinds: ALERT_KINDS_OF.service })
    await expect(asService).rejects.toMatchObject({ code: 'ALERT_NOT_FOUND' })
  })

  it('have words for every kind', () => {
    const params = {
      warehouse: '华东仓',
      channel: 'c',
      percent: 4.2,
      source: 's',
      addresses: ['a'],
      why: 'disconnected',
      shop: 'x',
      days: 3,
      other: 'o',
      route: 'r',
      carrier: 'YTO',
      waybills: ['YT1'],
    }
    for (const kind of ALERT_KINDS) {
      const { zh, en } = alertText({ kind, params: params as never, count: 2 })
      expect(`${zh}${en}`).not.toMatch(/undefined|NaN/)
    }
  })
})
