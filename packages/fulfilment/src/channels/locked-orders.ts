import type { Tx } from '../runtime/database.ts'

const ASK_EVERY_MS = 1000

/**
 * Orders that somebody else keeps locked. A round that waited for one in vain leaves them out, and so do the rounds after it,
 * until they are free: else all others of its batch would wait with them.
 */
export class LockedOrders {
  private numbers: readonly string[] = []
  private askedAt = Number.NEGATIVE_INFINITY

  /** The native numbers of those that are locked still; asked anew at most once a second. */
  async still(tx: Tx): Promise<readonly string[]> {
    if (this.numbers.length > 0 && performance.now() > this.askedAt + ASK_EVERY_MS) await this.learn(tx, this.numbers)
    return this.numbers
  }

  /** A round about these orders was undone; perhaps some of them were why. */
  async learn(tx: Tx, numbers: readonly string[]): Promise<void> {
    if (numbers.length === 0) return
    this.numbers = await lockedOf(tx, [...new Set([...this.numbers, ...numbers])])
    this.askedAt = performance.now()
  }
}

async function lockedOf(tx: Tx, numbers: readonly string[]): Promise<readonly string[]> {
  const rows = await tx<{ nativeNumber: string }[]>`
    WITH free AS (SELECT id FROM orders WHERE native_number = ANY(${numbers}) FOR UPDATE SKIP LOCKED)
    SELECT native_number FROM orders WHERE native_number = ANY(${numbers}) AND id NOT IN (SELECT id FROM free)`
  return rows.map((row) => row.nativeNumber)
}
