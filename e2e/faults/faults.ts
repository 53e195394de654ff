import { serverKilled } from './f01-server-killed.ts'
import { ordersOfArrival } from './f10-orders-of-arrival.ts'
import { replayedPush } from './f16-replayed-push.ts'
import { forgedPush } from './f17-forged-push.ts'
import type { Fault } from './fault.ts'

/** In the order they run. */
export const FAULTS: readonly Fault[] = [serverKilled, ordersOfArrival, replayedPush, forgedPush]
