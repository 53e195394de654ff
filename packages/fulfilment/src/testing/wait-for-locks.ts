import { expect, vi } from 'vitest'
import type { Context } from '../runtime/index.ts'

/** Until so many statements of this database wait for a lock that another one holds. */
export async function waitForLocks({ sql }: Pick<Context, 'sql'>, count: number): Promise<void> {
  await vi.waitFor(async () => {
    const waiting = await sql`
      SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`
    expect(waiting.length).toBeGreaterThanOrEqual(count)
  }, 10_000)
}
