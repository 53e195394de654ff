import type postgres from 'postgres'
import { until } from '../../../scripts/processes.ts'

interface Unrest {
  readonly pending: number
  readonly failing: number
  readonly claimed: number
  readonly unplaced: number
  early: number
}

/**
 * Waits until nothing is left to do. Returns null, or what still was after `milliseconds`.
 * `mayWait`: an event may still wait for something of its order that its channel told to nobody, until a catch-up asks for it.
 */
export async function quiet(
  owner: postgres.Sql,
  milliseconds = 30_000,
  { mayWait } = { mayWait: false },
): Promise<string | null> {
  let left = 'Postgres does not answer'
  const calm = async () => {
    try {
      const unrest = await readUnrest(owner)
      if (mayWait) unrest.early = 0
      left = JSON.stringify(unrest)
      return Object.values(unrest).every((count) => count === 0)
    } catch {
      return false
    }
  }
  return (await until(calm, milliseconds)) ? null : left
}

/** Events to apply, claims that run, events without a position, and events that wait though their order is there. */
async function readUnrest(owner: postgres.Sql): Promise<Unrest> {
  const [row] = await owner<Unrest[]>`
    SELECT
      (SELECT count(*)::int FROM channel_events WHERE state = 'pending') AS pending,
      (SELECT count(*)::int FROM channel_events WHERE state = 'failed' AND next_try_at < now() + interval '1 minute') AS failing,
      (SELECT count(*)::int FROM channel_events WHERE claimed_until > now()) AS claimed,
      (SELECT count(*)::int FROM order_feed_queue) AS unplaced,
      (SELECT count(*)::int FROM channel_events e JOIN orders o ON o.native_number = e.order_number
       WHERE e.state = 'waiting') AS early`
  if (!row) throw new Error('no answer')
  return row
}
