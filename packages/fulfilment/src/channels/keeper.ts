import type { Context } from '../runtime/context.ts'
import { type Arrival, keepBatch } from './keep.ts'

const MAX_BATCH = 256
/** A statement and its encoding take several times its bytes of memory; a longer message goes alone. */
const MAX_BATCH_BYTES = 2_000_000
const IN_FLIGHT = 1
/** Beyond this the caller is told to come again later; nothing is kept in memory that was not acknowledged. */
const MAX_WAITING = 20_000
const MAX_WAITING_BYTES = 16_000_000

/** Too many arrivals wait for the database. */
export class KeeperFull extends Error {
  override readonly name = 'KeeperFull'
}

interface Waiting {
  readonly arrival: Arrival
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

/** Group commit: arrivals that come while a batch commits go together in the next one. No timer, so no idle delay. */
export class Keeper {
  private readonly waiting: Waiting[] = []
  private waitingBytes = 0
  private flying = 0
  private readonly ctx: Context

  constructor(ctx: Context) {
    this.ctx = ctx
  }

  /** Resolves once every arrival is committed; rejects if one could not be stored. */
  async keep(arrivals: readonly Arrival[]): Promise<void> {
    if (this.waiting.length + arrivals.length > MAX_WAITING || this.waitingBytes > MAX_WAITING_BYTES)
      throw new KeeperFull()
    this.waitingBytes += bytesOf(arrivals)
    const kept = arrivals.map(
      (arrival) => new Promise<void>((resolve, reject) => this.waiting.push({ arrival, resolve, reject })),
    )
    this.fly()
    await Promise.all(kept)
  }

  private fly(): void {
    while (this.flying < IN_FLIGHT && this.waiting.length > 0) {
      const batch = this.waiting.splice(0, this.batchSize())
      this.waitingBytes -= bytesOf(batch.map((one) => one.arrival))
      this.flying += 1
      void this.commit(batch).finally(() => {
        this.flying -= 1
        this.fly()
      })
    }
  }

  private batchSize(): number {
    let bytes = 0
    const full = this.waiting.findIndex(({ arrival }, index) => {
      bytes += arrival.message.body.length
      return index >= MAX_BATCH || (index > 0 && bytes > MAX_BATCH_BYTES)
    })
    return full === -1 ? this.waiting.length : full
  }

  private async commit(batch: readonly Waiting[]): Promise<void> {
    try {
      const errors = await keepBatch(
        this.ctx,
        batch.map((one) => one.arrival),
      )
      for (const [index, one] of batch.entries()) {
        const error = errors[index]
        if (error) one.reject(error)
        else one.resolve()
      }
      this.ctx.waker.wake('events_kept')
    } catch (error) {
      for (const one of batch) one.reject(error)
    }
  }
}

function bytesOf(arrivals: readonly Arrival[]): number {
  return arrivals.reduce((sum, one) => sum + one.message.body.length, 0)
}
