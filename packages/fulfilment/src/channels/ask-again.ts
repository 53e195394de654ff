import { DRIVERS } from '@baton/platforms'
import { hostOf } from '../catalogue/index.ts'
import type { Context } from '../runtime/context.ts'
import type { Tx } from '../runtime/database.ts'
import { hintMessage } from './catch-up.ts'
import { keepWithin } from './keep.ts'
import type { EventReading } from './read-events.ts'

/** Queues the orders that these messages left in doubt, in the transaction that does: their platforms know, where they can be asked. */
export async function askAgain(ctx: Context, tx: Tx, doubtful: readonly EventReading[]): Promise<void> {
  const arrivals = doubtful.flatMap(({ app, shop, event }) => {
    const { id, tries, orderNumber } = event
    if (orderNumber === null || !DRIVERS[app.platform].calls.readOrder) return []
    return [
      { app, address: hostOf(app, 'gateway'), message: hintMessage(shop, orderNumber, `in-doubt:${id}:${tries}`) },
    ]
  })
  if (arrivals.length === 0) return
  await keepWithin(ctx, tx, arrivals)
  ctx.waker.wake('events_kept')
}
