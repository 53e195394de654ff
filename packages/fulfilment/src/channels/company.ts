/** Share of a flight's time that the next one waits for those it expects. */
const SHARE = 0.2
const LONGEST_MS = 5

/**
 * How many fly together. Senders that are answered together come back together a moment later; a flight that left at once
 * would take half of them, the next one the other half, and each would wait for two. Whoever is alone never waits.
 */
export class Company {
  private expected = 0
  private leftAt = 0
  private landedAt = Number.NEGATIVE_INFINITY
  private patience = 0
  private complete: (() => void) | null = null

  /** Waits, a moment at most, until as many wait as travelled last time. */
  async gather(waiting: () => number): Promise<void> {
    const left = this.landedAt + this.patience - performance.now()
    if (waiting() >= this.expected || left <= 0) return
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, left)
      this.complete = () => {
        clearTimeout(timer)
        resolve()
      }
    })
    this.complete = null
  }

  /** Somebody came; `waiting` with him. */
  join(waiting: number): void {
    if (waiting >= this.expected) this.complete?.()
  }

  leave(): void {
    this.leftAt = performance.now()
  }

  /** A flight is over; `travellers` were on it or wait for the next. */
  land(travellers: number): void {
    this.expected = travellers
    this.landedAt = performance.now()
    this.patience = Math.min(LONGEST_MS, (this.landedAt - this.leftAt) * SHARE)
  }
}
