import type { ScanAnswer, ScanInput } from '@baton/contract'
import type { OrderDesk } from '../orders/index.ts'
import type { Device } from '../staff/index.ts'
import type { BoundFact, Facts, InspectionFact, PackedItem, ReturnFact } from './facts.ts'

export type ScanOf<Kind extends ScanInput['kind']> = ScanInput & { kind: Kind }

/** One scan with the instants that the server believes. */
export interface DatedScan {
  readonly scan: ScanInput
  readonly occurredAt: Date
  readonly receivedAt: Date
}

export interface Judged {
  readonly answer: ScanAnswer
  readonly about: string | null
  readonly orderId: string | null
  readonly eventSeq: number | null
  readonly waybill: string | null
}

/** What scans change beside orders; written once all of them are judged. */
export interface FloorWrites {
  readonly loaded: Map<string, { shipmentId: string; tripCode: string; scanId: string; loadedAt: Date }>
  readonly unloaded: Set<string>
  /** Taken back after they had left: those stay on the lists of their trucks. */
  readonly returned: Set<string>
  readonly closed: Map<string, { code: string; closedAt: Date; closedBy: string }>
  readonly packed: PackedItem[]
  /** Orders whose pieces were checked for nothing: what was packed is taken out again, or packing begins. */
  readonly emptied: Set<string>
  readonly arrived: (ReturnFact & ArrivalWrite)[]
  /** Arrivals that an inspection ends. */
  readonly inspected: (Pick<InspectionFact, 'inspectionId' | 'inspectedAt'> & { scanId: string; orderId: string })[]
  /** By the scan that took them in; taken back. */
  readonly unarrived: { scanId: string; orderId: string }[]
  /** In the order they happened; `stationCode` null: out. */
  readonly clocked: { staffId: string; stationCode: string | null; at: Date }[]
}

interface ArrivalWrite {
  readonly scanId: string
  readonly warehouseId: string
  readonly arrivedAt: Date
  readonly inspectBy: Date
  readonly inspectedAt: Date | null
  readonly inspectionId: string | null
}

export function noWrites(): FloorWrites {
  return {
    loaded: new Map(),
    unloaded: new Set(),
    returned: new Set(),
    closed: new Map(),
    packed: [],
    emptied: new Set(),
    arrived: [],
    inspected: [],
    unarrived: [],
    clocked: [],
  }
}

/** What a scan is judged on, and what it changes. */
export interface Around {
  readonly device: Device
  readonly address: string | null
  readonly facts: Facts
  readonly desk: OrderDesk
  /** What each bind of this batch brought, by its scan. */
  readonly bound: Map<string, BoundFact>
  readonly writes: FloorWrites
  readonly now: Date
  readonly undoSeconds: number
  /** They had been received before, and take effect only now. */
  readonly isLate: boolean
}

/** An answer that concerns no order. */
export function nothing(answer: ScanAnswer): Judged {
  return { answer, about: null, orderId: null, eventSeq: null, waybill: null }
}
