import { account } from './account.ts'
import { alerts } from './alerts.ts'
import { badges } from './badges.ts'
import { board } from './board.ts'
import { catalogue } from './catalogue.ts'
import { channels } from './channels.ts'
import { deliveries } from './deliveries.ts'
import { deviation } from './deviation.ts'
import { devices } from './devices.ts'
import { erp } from './erp.ts'
import { events } from './events.ts'
import { floor } from './floor.ts'
import { interceptions } from './interceptions.ts'
import { me } from './me.ts'
import { messageChannels } from './message-channels.ts'
import { orders } from './orders.ts'
import { printers } from './printers.ts'
import { createCallerFactory, router } from './procedure.ts'
import { push } from './push.ts'
import { reconcile } from './reconcile.ts'
import { returns } from './returns.ts'
import { reviews } from './reviews.ts'
import { scans } from './scans.ts'
import { setup } from './setup.ts'
import { staff } from './staff.ts'
import { stations } from './stations.ts'
import { tracking } from './tracking.ts'
import { trips } from './trips.ts'

export const appRouter = router({
  me,
  account,
  messageChannels,
  alerts,
  orders,
  returns,
  reviews,
  channels,
  deliveries,
  deviation,
  erp,
  events,
  interceptions,
  catalogue,
  reconcile,
  setup,
  staff,
  devices,
  badges,
  board,
  stations,
  floor,
  scans,
  printers,
  push,
  tracking,
  trips,
})
export type AppRouter = typeof appRouter

/** Calls procedures in process, through the same doors as over the wire. */
export const createCaller = createCallerFactory(appRouter)
