import type {
  FloorPacks,
  FloorStops,
  HeartbeatAnswer,
  HeartbeatInput,
  ItemCodes,
  ItemCodesInput,
  ScansApplied,
  ScansApplyInput,
  ThisDevice,
} from '@baton/contract'
import { mutate, query } from '../server/call.ts'

/** The six calls that the device makes by itself, at any time, without anybody signed in. */
export interface ScanApi {
  readonly apply: (input: ScansApplyInput) => Promise<ScansApplied>
  readonly thisDevice: () => Promise<ThisDevice | null>
  readonly stops: () => Promise<FloorStops>
  readonly packs: () => Promise<FloorPacks>
  readonly itemCodes: (input: ItemCodesInput) => Promise<ItemCodes>
  readonly heartbeat: (input: HeartbeatInput) => Promise<HeartbeatAnswer>
}

export const scanApi: ScanApi = {
  apply: (input) => mutate('scans.submit', input),
  thisDevice: () => query('devices.this'),
  stops: () => query('floor.stops'),
  packs: () => query('floor.packs'),
  itemCodes: (input) => query('floor.itemCodes', input),
  heartbeat: (input) => mutate('devices.heartbeat', input),
}
