import { sequenceAndRetry } from '@baton/fulfilment/channels'
import { type Context, HeldLease } from '@baton/fulfilment/runtime'
import { startLoop } from './loop.ts'

/** A round costs the same for one change as for many; a change is on screen well within the tenth of a second that people do not feel. */
const EVERY_MS = 40
/** Until older transactions have ended. */
const LOOK_AGAIN_MS = 5

/** Gives committed changes their positions, in one process of all: the one that has the lease. */
export async function startSequencing(ctx: Context): Promise<{ stop(): Promise<void> }> {
  const lease = new HeldLease(ctx, 'sequencer')
  const loop = await startLoop(ctx, {
    name: 'sequence',
    channel: 'orders_moved',
    gapMs: EVERY_MS,
    step: async () => {
      if (!(await lease.hold())) return null
      const { placed, waiting } = await sequenceAndRetry(ctx)
      if (placed > 0) ctx.waker.wake('feed_grew')
      return waiting ? LOOK_AGAIN_MS : null
    },
  })
  return {
    async stop() {
      await loop.stop()
      await lease.drop()
    },
  }
}
