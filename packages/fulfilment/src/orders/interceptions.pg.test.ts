import { randomUUID } from 'node:crypto'
import type { AfterSaleState } from '@baton/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listAlerts } from '../alerts/index.ts'
import { watchInterceptions } from '../channels/index.ts'
import type { Context } from '../runtime/index.ts'
import { inTransaction } from '../runtime/index.ts'
import { aSnapshot } from '../testing/snapshot.ts'
import { openTestContext, type TestContext } from '../testing/test-context.ts'
import {
  acknowledgeInterception,
  type Claim,
  holdOrders,
  liftHolds,
  listInterceptions,
  moveOrders,
  readTimeline,
  resolveInterception,
} from './index.ts'

describe('parcels that must be stopped', () => {
  let world: TestContext
  let ctx: Context
  const appId = randomUUID()
  const shopId = randomUUID()
  let version = 1_780_000_000_000

  beforeAll(async () => {
    world = await openTestContext()
    ctx = { ...world.ctx, actor: { kind: 'person', id: 'u1', name: '小陈' } }
  })
  afterAll(() => world.close())

  async function move(target: { number: string } | { id: string }, claim: Claim): Promise<string> {
    const isHome = claim.kind === 'snapshot' || claim.kind === 'after_sale' || claim.kind === 'trace'
    const [outcome] = await inTransaction(ctx, (tx) =>
      moveOrders(ctx, tx, [
        {
          target:
            'id' in target
              ? { by: 'id', id: target.id }
              : { by: 'native', platform: 'own-shop', shopId, nativeNumber: target.number },
          source: {
            actor: { kind: isHome ? 'channel' : 'device', id: appId, name: isHome ? '自有商城' : '打包台' },
            ...{ appId, address: '192.0.2.1', eventId: null, topic: null },
            authority: isHome ? 'home' : 'granted',
            grants: ['packing', 'shipped', 'cancelled'],
          },
          occurredAt: ctx.now(),
          claim,
        },
      ]),
    )
    expect(outcome?.verdict).toBe('applied')
    return outcome?.orderId ?? ''
  }

  const pictureOf = (number: string, told: Partial<Parameters<typeof aSnapshot>[0]> = {}): Claim => {
    version += 1000
    const snapshot = aSnapshot({ orderNumber: number, version, ...told })
    return { kind: 'snapshot', snapshot, meaning: { state: 'to_ship' }, afterSales: [], assignment: null }
  }
  const step = (to: 'packing' | 'shipped' | 'cancelled', waybill?: string): Claim => {
    const parcels = waybill ? [{ carrier: 'YTO', waybill, lineNumbers: [] }] : []
    return { kind: 'step', to, parcels }
  }
  const refund = (number: string, state: AfterSaleState): Claim => {
    version += 1000
    const snapshot = {
      ...{ afterSaleNumber: `AS-${number}`, orderNumber: number, nativeStatus: state, version },
      kind: 'refund_only',
      ...{ amountFen: 100, wholeOrder: false, respondBy: null },
    } as const
    return { kind: 'after_sale', afterSale: { snapshot, state } }
  }

  const tasks = async (orderId: string, open = true) =>
    (await listInterceptions(ctx, { open, orderId, limit: 10 })).rows.map(
      (row) => `${row.cause} ${row.resolution ?? (row.acknowledgedBy ? 'acknowledged' : 'open')}`,
    )

  async function packed(number: string): Promise<string> {
    const id = await move({ number }, pictureOf(number))
    await move({ id }, step('packing'))
    return id
  }

  it('are none while nothing is packed, and one for each reason once something is', async () => {
    const id = await move({ number: 'I1' }, pictureOf('I1'))
    await move({ number: 'I1' }, refund('I1', 'requested'))
    expect(await tasks(id)).toEqual([])
    await move({ id }, step('packing'))
    expect(await tasks(id)).toEqual(['refund_requested open'])
    await holdOrders(ctx, { orders: { ids: [id] }, reason: 'address_changed', note: '', until: null })
    await move({ number: 'I1' }, refund('I1', 'approved'))
    expect(await tasks(id)).toEqual(['refund_requested open', 'address_changed open'])
  })

  it('end by themselves when their reason goes', async () => {
    const id = await packed('I2')
    await move({ number: 'I2' }, refund('I2', 'requested'))
    await holdOrders(ctx, { orders: { ids: [id] }, reason: 'address_changed', note: '', until: null })
    await liftHolds(ctx, { ids: [id], reason: 'address_changed' })
    expect(await tasks(id)).toEqual(['refund_requested open'])
    await move({ number: 'I2' }, refund('I2', 'closed'))
    expect(await tasks(id)).toEqual([])
    expect(await tasks(id, false)).toEqual(['address_changed not_needed', 'refund_requested not_needed'])
  })

  it('are not forgotten when a refund or a cancellation is the end of the order', async () => {
    const cancelled = await packed('I3')
    await move({ id: cancelled }, step('cancelled'))
    expect(await tasks(cancelled)).toEqual(['cancelled open'])
    const refunded = await packed('I4')
    await move({ number: 'I4' }, refund('I4', 'requested'))
    await move({ id: refunded }, step('cancelled'))
    expect(await tasks(refunded)).toEqual(['refund_requested open'])
  })

  it('follow a changed address, and a parcel until its carrier has seen it', async () => {
    const id = await packed('I5')
    const receiver = { ...aSnapshot({ orderNumber: 'I5' }).receiver, address: '文三路***' } as never
    await move({ number: 'I5' }, pictureOf('I5', { receiver }))
    expect(await tasks(id)).toEqual(['address_changed open'])
    const unaddressed = await move({ number: 'I80' }, pictureOf('I80', { receiver: null }))
    await move({ id: unaddressed }, step('packing'))
    await move({ number: 'I80' }, pictureOf('I80'))
    expect(await tasks(unaddressed)).toEqual([])
    const shipped = await move({ number: 'I6' }, pictureOf('I6'))
    await move({ id: shipped }, step('shipped', 'YT-I6'))
    await move({ number: 'I6' }, refund('I6', 'requested'))
    expect(await tasks(shipped)).toEqual(['refund_requested open'])
    const gone = await move({ number: 'I7' }, pictureOf('I7'))
    await move({ id: gone }, step('shipped', 'YT-I7'))
    const trace = { kind: 'trace', waybill: 'YT-I7', trace: 'picked_up', nativeStatus: 'GOT', text: '' } as const
    await move({ number: 'I7' }, trace)
    await move({ number: 'I7' }, refund('I7', 'requested'))
    expect(await tasks(gone)).toEqual([])
  })

  it('are acknowledged once, ended with a note, and stand on the timeline', async () => {
    const id = await packed('I8')
    await move({ id }, step('cancelled'))
    const [task] = (await listInterceptions(ctx, { open: true, orderId: id, limit: 10 })).rows
    const taskId = task?.id ?? ''
    await acknowledgeInterception(ctx, { id: taskId })
    await acknowledgeInterception({ ...ctx, actor: { kind: 'person', id: 'u2', name: '小李' } }, { id: taskId })
    expect((await listInterceptions(ctx, { open: true, orderId: id, limit: 10 })).rows).toMatchObject([
      { acknowledgedBy: '小陈', acknowledgedAt: ctx.now().toISOString() },
    ])
    await resolveInterception(ctx, { id: taskId, resolution: 'too_late', note: '车已开走' })
    const again = resolveInterception(ctx, { id: taskId, resolution: 'intercepted', note: '' })
    await expect(again).rejects.toMatchObject({ code: 'INTERCEPTION_RESOLVED' })
    await expect(acknowledgeInterception(ctx, { id: '99999' })).rejects.toMatchObject({
      code: 'INTERCEPTION_NOT_FOUND',
    })
    const { entries } = await readTimeline(ctx, { id, limit: 10 })
    expect(entries.slice(0, 3)).toMatchObject([
      { actorName: '小陈', interception: { act: 'resolve', resolution: 'too_late', note: '车已开走' } },
      { actorName: '小陈', interception: { act: 'acknowledge', cause: 'cancelled' } },
      { actorName: '打包台', changes: ['state', 'interception'], interception: null },
    ])
  })

  it('nobody has are one alert, until somebody has them', async () => {
    await watchInterceptions(ctx)
    const { rows } = await listAlerts(ctx, { which: 'open', limit: 10 })
    const { waiting } = await listInterceptions(ctx, { open: true, limit: 100 })
    expect(rows).toMatchObject([{ kind: 'interception_waiting', count: waiting, params: { warehouse: null } }])
    for (const row of (await listInterceptions(ctx, { open: true, limit: 100 })).rows)
      await acknowledgeInterception(ctx, { id: row.id })
    await watchInterceptions(ctx)
    expect((await listAlerts(ctx, { which: 'open', limit: 10 })).rows).toEqual([])
  })
})
