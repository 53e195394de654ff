import type { PlatformId } from '@baton/contract'
import { DRIVERS, type HttpAnswer, type HttpPush, type RefusalReason } from '@baton/platforms'
import type { ChannelApp } from '../catalogue/index.ts'
import type { Context } from '../runtime/context.ts'
import { AppCache } from './app-cache.ts'
import { Applier, type KeptOutcome } from './applier.ts'
import { Keeper } from './keeper.ts'
import { storable } from './storable.ts'

export type Received =
  | {
      readonly kind: 'answered'
      readonly answer: HttpAnswer
      readonly kept: number
      /** For a sender that waits: what became of its message; null if that is not known yet. */
      readonly outcome: KeptOutcome | null
    }
  | { readonly kind: 'refused'; readonly answer: HttpAnswer; readonly reason: RefusalReason }
  /** No such address, or the app is switched off. */
  | { readonly kind: 'unknown' }

/** One process's door for signed pushes: verify, keep, and only then the platform's exact acknowledgement. */
export class Receiver {
  readonly keeper: Keeper
  readonly apps: AppCache
  private readonly applier: Applier
  private readonly ctx: Context
  private readonly refusals = new Refusals()

  constructor(ctx: Context) {
    this.ctx = ctx
    this.keeper = new Keeper(ctx)
    this.apps = new AppCache(ctx)
    this.applier = new Applier(ctx, this.apps, this.keeper)
  }

  async receive(at: { platform: PlatformId; pushKey: string }, push: HttpPush, address: string): Promise<Received> {
    const found = this.apps.at(at.pushKey)
    const app = found instanceof Promise ? await found : found
    const receive = app?.platform === at.platform ? DRIVERS[app.platform].receive : undefined
    if (!app?.enabled || !receive) return { kind: 'unknown' }
    const outcome = receive(push, app.access, this.ctx.now())
    if (outcome.kind === 'refused') {
      this.refusals.count(this.ctx, { app, reason: outcome.reason, address })
      return { kind: 'refused', answer: outcome.answer, reason: outcome.reason }
    }
    const arrivals = outcome.messages.map((message) => ({ app, address, message: storable(message) }))
    const [first] = arrivals
    const waits = first !== undefined && app.pausedAt === null && wantsOutcome(push)
    const applied = waits ? await this.applier.keepAndApply(first) : null
    await this.keeper.keep(waits ? arrivals.slice(1) : arrivals)
    return { kind: 'answered', answer: outcome.answer, kept: arrivals.length, outcome: applied }
  }

  /** Writes the refusal counts that are still in memory; call before the process ends. */
  async close(): Promise<void> {
    await this.refusals.flush(this.ctx)
  }
}

/** RFC 7240: the sender would rather wait for the outcome than hear only that the message was kept. */
function wantsOutcome(push: HttpPush): boolean {
  const { prefer } = push.headers
  return prefer !== undefined && /(^|,)\s*wait\b/i.test(prefer)
}

const FLUSH_MS = 250

/** Counts refusals in memory and writes them together: a flood of forgeries costs a handful of rows. */
class Refusals {
  private counts = new Map<string, { appId: string; reason: string; address: string; count: number }>()
  private timer: NodeJS.Timeout | null = null

  count(ctx: Context, refusal: { app: ChannelApp; reason: RefusalReason; address: string }): void {
    const { app, reason, address } = refusal
    this.add({ appId: app.id, reason, address, count: 1 })
    this.timer ??= setTimeout(() => {
      this.flush(ctx).catch((error) => ctx.log.warn({ err: error }, 'refusals not counted yet'))
    }, FLUSH_MS)
  }

  private add(more: { appId: string; reason: string; address: string; count: number }): void {
    const key = `${more.appId}\n${more.reason}\n${more.address}`
    this.counts.set(key, { ...more, count: more.count + (this.counts.get(key)?.count ?? 0) })
  }

  async flush(ctx: Context): Promise<void> {
    if (this.timer) clearTimeout(this.timer)
    this.timer = null
    const rows = [...this.counts.values()].sort((a, b) =>
      a.appId + a.reason + a.address < b.appId + b.reason + b.address ? -1 : 1,
    )
    this.counts = new Map()
    if (rows.length === 0) return
    try {
      await ctx.sql`
        INSERT INTO push_refusals (app_id, hour, reason, address, count, first_at, last_at)
        SELECT app_id, date_trunc('hour', ${ctx.now()}::timestamptz), reason, address, count, ${ctx.now()}, ${ctx.now()}
        FROM unnest(${rows.map((row) => row.appId)}::uuid[], ${rows.map((row) => row.reason)}::text[],
                    ${rows.map((row) => row.address)}::text[], ${rows.map((row) => row.count)}::int[])
             AS t(app_id, reason, address, count)
        ON CONFLICT (app_id, hour, reason, address) DO UPDATE SET
          count = push_refusals.count + excluded.count, last_at = excluded.last_at`
    } catch (error) {
      for (const row of rows) this.add(row)
      throw error
    }
  }
}
