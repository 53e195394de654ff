import { forgetAlerts, forgetEndedPush } from '@baton/fulfilment/alerts'
import { forgetStockHints } from '@baton/fulfilment/catalogue'
import { forgetErased, forgetEvents } from '@baton/fulfilment/channels'
import { forgetCalls } from '@baton/fulfilment/deliveries'
import { forgetErpRequests } from '@baton/fulfilment/erp'
import { type Context, ensurePartitions, isClockSteady } from '@baton/fulfilment/runtime'
import { forgetPhotos } from '@baton/fulfilment/scans'
import { forgetVisits } from '@baton/fulfilment/staff'

/** Each reads from where the oldest are: what is young is never looked at, however much it is. */
const FORGET = [
  forgetEvents,
  forgetErased,
  forgetErpRequests,
  forgetVisits,
  forgetStockHints,
  forgetPhotos,
  forgetCalls,
  forgetAlerts,
  forgetEndedPush,
]

/** Creates the coming months' partitions and forgets what is kept for a time only, unless the clock has just jumped ahead. */
export async function keepHouse(ctx: Context): Promise<void> {
  await ensurePartitions(ctx)
  if (!(await isClockSteady(ctx))) return
  for (const forget of FORGET) await forget(ctx)
}
