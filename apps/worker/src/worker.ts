import { tellAlerts } from '@baton/fulfilment/alerts'
import { AppCache, ApplyLoop, Listeners } from '@baton/fulfilment/channels'
import { DeliveryLoop } from '@baton/fulfilment/deliveries'
import { followSubscriptions, takeInbox } from '@baton/fulfilment/erp'
import { ClockWatch, type OpenedContext } from '@baton/fulfilment/runtime'
import { attachScans } from '@baton/fulfilment/scans'
import { handleJobs } from './jobs.ts'
import { transportOf } from './listeners/transport.ts'
import { startLoop } from './loop.ts'
import { moveWaits } from './move-waits.ts'
import { serveOperations } from './operations.ts'
import { sendersOf } from './senders.ts'
import { startSequencing } from './sequence.ts'

/** A look at the scans that wait costs the same after one order as after hundreds; nobody on the floor feels this long. */
const ATTACH_EVERY_MS = 250

/** Everything that happens later: apply, positions, sockets, jobs. Any number of workers may run. */
export async function startWorker({ ctx, boss }: OpenedContext): Promise<{ stop(): Promise<void> }> {
  const watching = new ClockWatch(ctx, moveWaits)
  const clock = await startLoop(ctx, {
    name: 'watch-clock',
    channel: null,
    step: async () => ((await watching.look()) === 0 ? null : 0),
  })
  const apps = new AppCache(ctx)
  const applying = new ApplyLoop(ctx, apps, () => ctx.waker.wake('events_kept'))
  const apply = await startLoop(ctx, {
    name: 'apply',
    channel: 'events_kept',
    step: async () => ((await applying.step()) > 0 ? 0 : null),
  })
  const assist = await startLoop(ctx, {
    name: 'assist-apply',
    channel: 'events_kept',
    step: async () => ((await applying.assist()) > 0 ? 0 : null),
  })
  const sequence = await startSequencing(ctx)
  const delivering = new DeliveryLoop(ctx, sendersOf(apps))
  const deliver = await startLoop(ctx, { name: 'deliver', channel: 'deliveries_due', step: () => delivering.step() })
  const tell = await startLoop(ctx, {
    name: 'tell-subscribers',
    channel: 'feed_grew',
    step: async () => ((await followSubscriptions(ctx)) > 0 ? 0 : null),
  })
  const alarm = await startLoop(ctx, {
    name: 'tell-alerts',
    channel: 'alerts_raised',
    step: async () => ((await tellAlerts(ctx)) > 0 ? 0 : null),
  })
  const inbox = await startLoop(ctx, {
    name: 'take-inbox',
    channel: 'inbox_written',
    step: async () => ((await takeInbox(ctx)) > 0 ? 0 : null),
  })
  const attach = await startLoop(ctx, {
    name: 'attach-scans',
    channel: 'orders_moved',
    gapMs: ATTACH_EVERY_MS,
    step: async () => ((await attachScans(ctx)) > 0 ? 0 : null),
  })
  const listeners = new Listeners(ctx, (app) => transportOf(ctx, app))
  listeners.start()
  await handleJobs(ctx, boss, apps)
  const operations = serveOperations(ctx)
  return {
    async stop() {
      operations?.close()
      const loops = [clock, apply, assist, deliver, tell, alarm, inbox, attach]
      await Promise.all([listeners.stop(), ...loops.map((loop) => loop.stop())])
      await Promise.all([applying.idle(), delivering.idle()])
      await sequence.stop()
    },
  }
}
