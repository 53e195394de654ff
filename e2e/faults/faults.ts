import { serverKilled } from './f01-server-killed.ts'
import { workerKilled } from './f02-worker-killed.ts'
import { postgresRestarted } from './f03-postgres-restarted.ts'
import { postmasterKilled } from './f04-postmaster-killed.ts'
import { backendsTerminated } from './f05-backends-terminated.ts'
import { diskFull } from './f06-disk-full.ts'
import { networkBroken } from './f07-network-broken.ts'
import { repliesLost } from './f08-replies-lost.ts'
import { clockJumps } from './f09-clock-jumps.ts'
import { ordersOfArrival } from './f10-orders-of-arrival.ts'
import { nightlyOverwrite } from './f11-nightly-overwrite.ts'
import { brokenPlatforms } from './f12-broken-platforms.ts'
import { browserKilled } from './f13-browser-killed.ts'
import { storageFull } from './f14-storage-full.ts'
import { twoDevices } from './f15-two-devices.ts'
import { replayedPush } from './f16-replayed-push.ts'
import { forgedPush } from './f17-forged-push.ts'
import { poisonJob } from './f18-poison-job.ts'
import { idleInTransaction } from './f19-idle-in-transaction.ts'
import { pushEndpoints } from './f20-push-endpoints.ts'
import { migratedUnderTraffic } from './f21-migrated-under-traffic.ts'
import { workerUpdated } from './f22-worker-updated.ts'
import { stormyDay } from './f25-stormy-day.ts'
import { shiftInBrowser } from './f26-shift.ts'
import type { Fault } from './fault.ts'

/** In the order they run. */
export const FAULTS: readonly Fault[] = [
  serverKilled,
  workerKilled,
  postgresRestarted,
  postmasterKilled,
  backendsTerminated,
  diskFull,
  networkBroken,
  repliesLost,
  clockJumps,
  ordersOfArrival,
  nightlyOverwrite,
  brokenPlatforms,
  browserKilled,
  storageFull,
  twoDevices,
  replayedPush,
  forgedPush,
  poisonJob,
  idleInTransaction,
  pushEndpoints,
  migratedUnderTraffic,
  workerUpdated,
  stormyDay,
  shiftInBrowser,
]
