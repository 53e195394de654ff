import { sequenceFeed } from '../orders/index.ts'
import type { Context } from '../runtime/index.ts'

/** Gives every change its position in the feed, once each transaction of the cluster is over: other suites have some too. */
export async function placeFeed(ctx: Context): Promise<number> {
  for (let all = 0; ; ) {
    const { placed, waiting } = await sequenceFeed(ctx)
    all += placed
    if (!waiting) return all
  }
}
