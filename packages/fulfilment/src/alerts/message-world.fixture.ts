import { DELIVERY_KINDS } from '@baton/contract'
import { DeliveryLoop, type Senders } from '../deliveries/index.ts'
import type { Context } from '../runtime/index.ts'
import { createStaff, setStaffContacts } from '../staff/index.ts'
import { openTestContext, type TestClock } from '../testing/test-context.ts'
import {
  enableMessageChannel,
  listAlerts,
  listMessageChannels,
  listReceipts,
  MESSAGE_SENDERS,
  raiseAlert,
  saveMessageChannel,
  tellAlerts,
} from './index.ts'
import { listen, Messengers } from './messengers.fixture.ts'

const never = { limits: () => ({ atOnce: 1, perMinute: 1 }), send: () => Promise.reject(new Error('not of this test')) }
const senders = { ...Object.fromEntries(DELIVERY_KINDS.map((kind) => [kind, never])), ...MESSAGE_SENDERS } as Senders
const PASSWORD = 'a good password'

/** A database with two people, and messengers on loopback that reach them. */
export class MessageWorld {
  readonly ctx: Context
  readonly clock: TestClock
  readonly messengers: Messengers
  readonly gateway: string
  /** Who is told by default; a second person, of the warehouse, is not. */
  readonly ops: string
  readonly close: () => Promise<void>
  private readonly loop: DeliveryLoop

  private constructor(parts: Pick<MessageWorld, 'ctx' | 'clock' | 'messengers' | 'gateway' | 'ops' | 'close'>) {
    this.ctx = parts.ctx
    this.clock = parts.clock
    this.messengers = parts.messengers
    this.gateway = parts.gateway
    this.ops = parts.ops
    this.close = parts.close
    this.loop = new DeliveryLoop(parts.ctx, senders)
  }

  static async open(): Promise<MessageWorld> {
    const world = await openTestContext()
    const { ctx, clock } = world
    const messengers = new Messengers(() => clock.at)
    const { server, url } = await listen(messengers)
    const ops = (await createStaff(ctx, { username: 'ops', name: '运营', role: 'ops', password: PASSWORD })).id
    const keeper = await createStaff(ctx, { username: 'store', name: '仓管', role: 'warehouse', password: PASSWORD })
    await setStaffContacts(ctx, { id: keeper.id, wecomUserId: 'li', dingtalkUserId: '', email: '', locale: 'zh' })
    const contacts = { wecomUserId: 'zhang', dingtalkUserId: 'ding-zhang', email: 'zhang@example.cn' }
    await setStaffContacts(ctx, { id: ops, ...contacts, locale: 'zh' })
    const close = async () => {
      server.closeAllConnections()
      server.close()
      await world.close()
    }
    return new MessageWorld({ ctx, clock, messengers, gateway: url, ops, close })
  }

  /** Ends what a test left: its channels, alerts, calls and receipts. */
  async clear(): Promise<void> {
    const { ctx, messengers } = this
    messengers.heard.length = 0
    messengers.answer = () => null
    for (const { id } of await listMessageChannels(ctx)) await enableMessageChannel(ctx, { id, enabled: false })
    await ctx.sql`UPDATE alerts SET closed_at = now() WHERE closed_at IS NULL`
    await ctx.sql`UPDATE deliveries SET state = 'cancelled' WHERE state IN ('pending', 'dead')`
    await ctx.sql`UPDATE alert_receipts SET state = 'needless' WHERE state IN ('queued', 'sending')`
    this.clock.forward(120_000)
  }

  wecom(name: string): Promise<{ id: string }> {
    const fields = { corpId: 'ww1', agentId: '7', secret: 's' }
    return saveMessageChannel(this.ctx, { kind: 'wecom', name, fields, endpoints: { gateway: this.gateway } })
  }

  async raise(subject: string): Promise<void> {
    const params = { channel: subject, why: 'disconnected' } as const
    await this.ctx.sql.begin((tx) => raiseAlert(this.ctx, tx, { kind: 'channel_broken', subject, params }))
  }

  /** Tells and sends until nothing is due; virtual time passes where a route's rate asks for it. */
  async settle(minutes = 0): Promise<void> {
    for (let left = minutes * 60; left >= 0; left -= 1) {
      while ((await tellAlerts(this.ctx)) > 0);
      do await this.loop.idle()
      while ((await this.loop.step()) === 0)
      if (left > 0) this.clock.forward(1000)
    }
    while ((await tellAlerts(this.ctx)) > 0);
  }

  async receiptsOf(subject: string): Promise<{ id: string; states: readonly string[] }> {
    const { rows } = await listAlerts(this.ctx, { which: 'open', limit: 100 })
    const id = rows.find((one) => (one.params as { channel: string }).channel === subject)?.id ?? ''
    const receipts = await listReceipts(this.ctx, { id })
    return { id, states: receipts.map((one) => `${one.channel} ${one.person ?? '-'} ${one.state}`).sort() }
  }
}
