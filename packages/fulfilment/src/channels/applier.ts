import { setTimeout as pause } from 'node:timers/promises'
import type { EventState, Verdict } from '@baton/contract'
import type { Context } from '../runtime/context.ts'
import { isDatabaseUnavailable } from '../runtime/failure.ts'
import type { AppCache } from './app-cache.ts'
import { keepAndApply } from './apply.ts'
import { Company } from './company.ts'
import type { Arrival } from './keep.ts'
import type { Keeper } from './keeper.ts'
import type { KeptKey } from './take-up.ts'

const MAX_BATCH = 200
const LOOK_EVERY_MS = 5
const PATIENCE_MS = 2000

/** What became of one kept message, for the sender that waited. */
export interface KeptOutcome {
  readonly state: EventState
  readonly verdict: Verdict | null
  readonly orderId: string | null
}

interface Waiting {
  readonly arrival: Arrival
  readonly resolve: (outcome: KeptOutcome | null) => void
  readonly reject: (error: unknown) => void
}

function keyOf({ arrival }: Waiting): KeptKey {
  return { appId: arrival.app.id, key: arrival.message.key }
}

const nameOf = ({ appId, key }: KeptKey) => `${appId}\n${key}`

/** Group apply for senders that want the outcome in the answer: those who wait together are applied together. */
export class Applier {
  private readonly waiting: Waiting[] = []
  private readonly company = new Company()
  private flying = false
  private readonly ctx: Context
  private readonly apps: AppCache
  private readonly keeper: Keeper

  constructor(ctx: Context, apps: AppCache, keeper: Keeper) {
    this.ctx = ctx
    this.apps = apps
    this.keeper = keeper
  }

  /**
   * Keeps a message and resolves with its outcome, or with null if it is not there within two seconds. Once resolved,
   * the message is kept either way; rejects when it could not be stored.
   */
  keepAndApply(arrival: Arrival): Promise<KeptOutcome | null> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ arrival, resolve, reject })
      this.company.join(this.waiting.length)
      if (!this.flying) void this.fly()
    })
  }

  private async fly(): Promise<void> {
    this.flying = true
    while (this.waiting.length > 0) {
      await this.company.gather(() => this.waiting.length)
      const batch = this.waiting.splice(0, MAX_BATCH)
      this.company.leave()
      try {
        await this.answer(batch, await this.commit(batch))
      } catch (error) {
        for (const one of batch) one.reject(error)
      }
      this.company.land(batch.length + this.waiting.length)
    }
    this.flying = false
  }

  /** Together and at once; if one of them spoils that, they are kept one by one and applied by the worker. */
  private async commit(batch: readonly Waiting[]): Promise<ReadonlyMap<string, KeptOutcome>> {
    const arrivals = batch.map((one) => one.arrival)
    try {
      const { kept, standings } = await keepAndApply(this.ctx, this.apps, arrivals)
      const byId = new Map(standings.map((one) => [one.id, one]))
      return new Map(
        kept.flatMap((one) => {
          const known = byId.get(one.id)
          return known ? [[nameOf(one), { state: known.state, verdict: known.verdict, orderId: known.orderId }]] : []
        }),
      )
    } catch (error) {
      if (isDatabaseUnavailable(error)) throw error
      this.ctx.log.warn({ err: error }, 'a batch could not be applied at once; it is kept and applied later')
      await this.keeper.keep(arrivals)
      return new Map()
    }
  }

  /** Answers with what is known, and looks up the rest until it is. */
  private async answer(batch: readonly Waiting[], known: ReadonlyMap<string, KeptOutcome>): Promise<void> {
    const until = performance.now() + PATIENCE_MS
    let open = batch
    for (let outcomes = known; ; outcomes = await this.readOutcomes(open)) {
      const late = performance.now() > until
      open = open.filter((one) => {
        const outcome = outcomes.get(nameOf(keyOf(one)))
        if ((outcome ? outcome.state === 'pending' : outcomes === known) && !late) return true
        one.resolve(outcome && outcome.state !== 'pending' ? outcome : null)
        return false
      })
      if (open.length === 0) return
      if (outcomes !== known) await pause(LOOK_EVERY_MS)
    }
  }

  private async readOutcomes(open: readonly Waiting[]): Promise<ReadonlyMap<string, KeptOutcome>> {
    const rows = await this.ctx.sql<(KeptKey & KeptOutcome)[]>`
      SELECT e.app_id, e.key, e.state, e.verdict, e.order_id
      FROM unnest(${open.map((one) => keyOf(one).appId)}::uuid[], ${open.map((one) => keyOf(one).key)}::text[]) AS k(app_id, key)
      CROSS JOIN LATERAL (
        SELECT * FROM channel_events WHERE app_id = k.app_id AND key = k.key LIMIT 1) e`
    return new Map(rows.map(({ appId, key, ...outcome }) => [nameOf({ appId, key }), outcome]))
  }
}
