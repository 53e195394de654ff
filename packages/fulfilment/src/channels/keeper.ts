import type { Context } from '../runtime/context.ts'
import { type Arrival, keepBatch } from './keep.ts'

const MAX_BATCH = 256
/** A statement and its encoding take several times its bytes of memory; a longer message goes alone. */
const MAX_BATCH_BYTES = 2_000_000
/** Beyond this the caller is told to come again later; nothing is kept in memory that was not acknowledged. */
const MAX_WAITING = 20_000
const MAX_WAITING_BYTES = 16_000_000

/** Too many arrivals wait for the database. */
export class KeeperFull extends Error {
  override readonly name = 'KeeperFull'
}

/** What one caller hands in together. */
interface Lot {
  readonly arrivals: readonly Arrival[]
  readonly bytes: number
  readonly settle: (error: unknown) => void
}

/**
 * Group commit: arrivals that come while a batch commits go together in the next one. No timer, so no idle delay.
 * One batch at a time, and none larger than the mean of the last and all that wait: senders that come again once they are
 * answered fall into halves of one size, and while Postgres commits one, this process answers and reads the other.
 */
export class Keeper {
  private readonly waiting: Lot[] = []
  private waitingCount = 0
  private waitingBytes = 0
  private isCommitting = false
  private lastCount = 0
  private taking: NodeJS.Immediate | null = null
  private readonly ctx: Context

  constructor(ctx: Context) {
    this.ctx = ctx
  }

  /** Resolves once every arrival is committed; rejects if one could not be stored. */
  keep(arrivals: readonly Arrival[]): Promise<void> {
    if (arrivals.length === 0) return Promise.resolve()
    if (this.waitingCount + arrivals.length > MAX_WAITING || this.waitingBytes > MAX_WAITING_BYTES)
      return Promise.reject(new KeeperFull())
    const bytes = arrivals.reduce((sum, one) => sum + one.message.body.length, 0)
    this.waitingCount += arrivals.length
    this.waitingBytes += bytes
    return new Promise((resolve, reject) => {
      const settle = (error: unknown) => (error ? reject(error) : resolve())
      this.waiting.push({ arrivals, bytes, settle })
      if (!this.isCommitting) this.takeSoon()
    })
  }

  private takeSoon(): void {
    this.taking ??= setImmediate(() => this.take())
  }

  private take(): void {
    this.taking = null
    if (this.isCommitting || this.waiting.length === 0) return
    this.isCommitting = true
    void this.commit(this.waiting.splice(0, this.batchSize())).finally(() => {
      this.isCommitting = false
      this.takeSoon()
    })
  }

  private batchSize(): number {
    const most = Math.min(MAX_BATCH, Math.ceil((this.lastCount + this.waitingCount) / 2))
    let count = 0
    let bytes = 0
    const full = this.waiting.findIndex((lot, index) => {
      count += lot.arrivals.length
      bytes += lot.bytes
      return index > 0 && (count > most || bytes > MAX_BATCH_BYTES)
    })
    return full === -1 ? this.waiting.length : full
  }

  private async commit(batch: readonly Lot[]): Promise<void> {
    this.lastCount = batch.reduce((sum, lot) => sum + lot.arrivals.length, 0)
    for (const lot of batch) {
      this.waitingCount -= lot.arrivals.length
      this.waitingBytes -= lot.bytes
    }
    try {
      const errors = await keepBatch(
        this.ctx,
        batch.flatMap((lot) => lot.arrivals),
      )
      let at = 0
      for (const lot of batch) {
        lot.settle(errors.slice(at, at + lot.arrivals.length).find((error) => error !== null) ?? null)
        at += lot.arrivals.length
      }
      this.ctx.waker.wake('events_kept')
    } catch (error) {
      for (const lot of batch) lot.settle(error)
    }
  }
}
