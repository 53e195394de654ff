import type { Context } from '../runtime/context.ts'
import type { AppCache } from './app-cache.ts'
import { applyFetched, applySingly, takeRound } from './apply.ts'
import { Claims } from './claims.ts'
import { LockedOrders } from './locked-orders.ts'
import type { Hint } from './read-events.ts'
import { BATCH, takeUp } from './take-up.ts'

/** Batches of one app that may wait for its platform at a time; beyond, its events stay in the table. */
const BATCHES_PER_APP = 2

/** The apply loop of one process. A platform that answers slowly delays its own events, never another's. */
export class ApplyLoop {
  private readonly fetching = new Map<string, Set<Promise<void>>>()
  private readonly claims = new Claims()
  private readonly locked = new LockedOrders()
  /** The last round was full. */
  private isBehind = false
  private readonly ctx: Context
  private readonly apps: AppCache
  private readonly onFetched: () => void

  /** `onFetched`: a batch came back from its platform, so that a step may find more to do. */
  constructor(ctx: Context, apps: AppCache, onFetched: () => void) {
    this.ctx = ctx
    this.apps = apps
    this.onFetched = onFetched
  }

  /** One step: applies what can be applied at once and sends for the rest. Returns how many events it took up. */
  async step(): Promise<number> {
    const busy = [...this.fetching].filter(([, batches]) => batches.size >= BATCHES_PER_APP).map(([appId]) => appId)
    const name = Symbol('round')
    let tried: readonly string[] = []
    try {
      const round = await takeRound(this.ctx, this.apps, async (tx) => {
        await this.locked.learn(tx, tried)
        const locked = await this.locked.still(tx)
        const events = await this.claims.take(name, (withoutOrders) =>
          takeUp(this.ctx, tx, { limit: BATCH, without: busy, withoutOrders: [...withoutOrders, ...locked] }),
        )
        tried = events.flatMap((event) => event.orderNumber ?? [])
        this.isBehind = events.length >= BATCH
        return { events }
      })
      if (round.kind === 'one_by_one') return await applySingly(this.ctx, this.apps)
      for (const [appId, hints] of Map.groupBy(round.toFetch, (hint) => hint.app.id)) this.fetch(appId, hints)
      return round.taken
    } finally {
      this.claims.letGo(name)
    }
  }

  /** A step beside the others while more is waiting than one round takes: one decides while the other is at the database. */
  async assist(): Promise<number> {
    return this.isBehind ? this.step() : 0
  }

  /** Waits for the batches still under way. */
  async idle(): Promise<void> {
    await Promise.all([...this.fetching.values()].flatMap((batches) => [...batches]))
  }

  private fetch(appId: string, hints: readonly Hint[]): void {
    const batches = this.fetching.get(appId) ?? new Set()
    this.fetching.set(appId, batches)
    const batch = applyFetched(this.ctx, hints)
      .catch((error) => this.ctx.log.error({ err: error }, 'fetched orders could not be applied; their claims run out'))
      .finally(() => {
        batches.delete(batch)
        this.onFetched()
      })
    batches.add(batch)
  }
}
