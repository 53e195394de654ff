import type { FloorStops, ScanAnswer } from '@baton/contract'
import type { ScanApi } from './call.ts'
import { isFull, type KeptStops, type ScanDatabase } from './database.ts'

/** The list of what must not leave, as this device last heard it. */
export interface StopsKnown {
  /** Order id or waybill → why it must not move. */
  readonly answers: ReadonlyMap<string, ScanAnswer>
  /** The server's time of the list. */
  readonly asOf: string
  /** This device's time when it came. */
  readonly fetchedAt: number
}

/** Fetches the stops and keeps them for work without network, if there is room; codes and reasons only. */
export async function fetchStops(database: ScanDatabase, api: ScanApi, now: number): Promise<StopsKnown> {
  const { stops, asOf } = await api.stops()
  const plain: FloorStops['stops'] = stops.map(({ code, orderId, answer, about }) => ({ code, orderId, answer, about }))
  const kept: KeptStops = { stops: plain, asOf, fetchedAt: now }
  await database.put('stops', kept, 'stops').catch((error: unknown) => {
    if (!isFull(error)) throw error
  })
  return known(kept)
}

/** The stops as they were kept; null: never fetched. */
export async function keptStops(database: ScanDatabase): Promise<StopsKnown | null> {
  const kept = await database.get('stops', 'stops')
  return kept ? known(kept) : null
}

function known({ stops, asOf, fetchedAt }: KeptStops): StopsKnown {
  const answers = new Map<string, ScanAnswer>()
  for (const { code, answer } of stops) answers.set(code, answer)
  return { answers, asOf, fetchedAt }
}
