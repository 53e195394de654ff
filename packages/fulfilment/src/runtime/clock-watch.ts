import type { Context } from './context.ts'
import type { Tx } from './database.ts'
import { inTransaction } from './transaction.ts'

/** Less than this is no jump: what waits waits a minute longer at most. */
const STEP_MS = 60_000
const BEAT_MS = 10_000
/** A clock that has jumped ahead is believed once it has gone on from there for so long. */
const STEADY_MS = 10 * 60_000
const KEY = 'runtime.clock'

/** The wall clock jumped by so many milliseconds, back where they are negative, and shows `now` since. */
export interface ClockStep {
  readonly by: number
  readonly now: Date
}

/** What all workers together know of the clock, in milliseconds since 1970. */
interface Mark {
  /** The last time that anybody saw. */
  readonly at: number
  readonly jumpedAheadAt: number | null
}

/**
 * Notices that the wall clock was set: against this process's monotonic clock, and, for what happened while no worker ran, against
 * the last time that any of them saw. Whoever notices first moves what waits, once for all.
 */
export class ClockWatch {
  private offset: number | null = null
  private beatAt = Number.NEGATIVE_INFINITY
  private readonly ctx: Context
  private readonly moveWaits: (tx: Tx, step: ClockStep) => Promise<unknown>

  constructor(ctx: Context, moveWaits: (tx: Tx, step: ClockStep) => Promise<unknown>) {
    this.ctx = ctx
    this.moveWaits = moveWaits
  }

  /** To be called every second. Returns by how many milliseconds the clock jumped, as far as nobody knew it yet. */
  async look(): Promise<number> {
    const at = this.ctx.now().getTime()
    const monotonic = performance.now()
    const jumped = this.offset === null ? 0 : at - monotonic - this.offset
    const isDue = Math.abs(jumped) >= STEP_MS || monotonic >= this.beatAt + BEAT_MS
    const by = isDue ? await this.beat(at, jumped) : 0
    if (isDue) this.beatAt = monotonic
    this.offset = at - monotonic
    return by
  }

  private async beat(at: number, jumped: number): Promise<number> {
    const now = new Date(at)
    const by = await inTransaction(this.ctx, async (tx) => {
      const fresh: Mark = { at, jumpedAheadAt: null }
      await tx`
        INSERT INTO settings (key, value, updated_at) VALUES (${KEY}, ${tx.json({ ...fresh })}, ${now}) ON CONFLICT DO NOTHING`
      const [row] = await tx<{ value: Mark }[]>`SELECT value FROM settings WHERE key = ${KEY} FOR UPDATE`
      const known = row?.value ?? fresh
      const step = stepFrom(known, at, jumped)
      if (step !== 0) await this.moveWaits(tx, { by: step, now })
      const jumpedAheadAt = step > 0 ? at : step < 0 ? null : known.jumpedAheadAt
      await tx`
        UPDATE settings SET value = ${tx.json({ at, jumpedAheadAt })}, updated_at = ${now} WHERE key = ${KEY}`
      return step
    })
    if (by === 0) return 0
    this.ctx.log.warn({ seconds: Math.round(by / 1000) }, 'the clock jumped; what waits was moved with it')
    for (const channel of ['deliveries_due', 'events_kept', 'print_queued'] as const) this.ctx.waker.wake(channel)
    return by
  }
}

/** Time that passed while nobody looked is no jump ahead; that takes a process that saw it. */
function stepFrom(known: Mark, at: number, jumped: number): number {
  const passed = at - known.at
  if (passed <= -STEP_MS) return jumped <= -STEP_MS ? jumped : passed
  return jumped >= STEP_MS && passed > jumped / 2 ? jumped : 0
}

/**
 * Whether what cannot be taken back may be done because of the time: not right after a jump ahead, which may have been a mistake.
 * True where no worker watches.
 */
export async function isClockSteady(ctx: Context): Promise<boolean> {
  const [row] = await ctx.sql<{ value: Mark }[]>`SELECT value FROM settings WHERE key = ${KEY}`
  if (!row) return true
  const { at, jumpedAheadAt } = row.value
  const now = ctx.now().getTime()
  return Math.abs(now - at) < STEP_MS && (jumpedAheadAt === null || now - jumpedAheadAt >= STEADY_MS)
}
