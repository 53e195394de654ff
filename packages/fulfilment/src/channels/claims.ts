import type { PendingEvent } from './take-up.ts'

/**
 * Which orders the rounds of one process have in hand, so that two of them never meet at the same order: the second would
 * wait for the first one's locks, or judge by a state that the first is about to change.
 */
export class Claims {
  private readonly held = new Map<symbol, readonly string[]>()
  private last: Promise<unknown> = Promise.resolve()

  /** Runs `take` when no other round takes, without the orders of those under way; what it takes is held under `round`. */
  async take(
    round: symbol,
    take: (withoutOrders: readonly string[]) => Promise<readonly PendingEvent[]>,
  ): Promise<readonly PendingEvent[]> {
    const turn = this.last.then(async () => {
      this.held.delete(round)
      const events = await take([...this.held.values()].flat())
      this.held.set(round, [...new Set(events.flatMap((event) => event.orderNumber ?? []))])
      return events
    })
    this.last = turn.catch(() => {})
    return turn
  }

  letGo(round: symbol): void {
    this.held.delete(round)
  }
}
