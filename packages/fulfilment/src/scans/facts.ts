import {
  type CarrierCode,
  GLOBAL_ID_PATTERN,
  type OrderState,
  type ScanAnswer,
  type ScanInput,
  type ScanKind,
} from '@baton/contract'

/** One parcel, and the orders whose things are in it. */
export interface ParcelFact {
  readonly id: string
  readonly carrier: string
  readonly waybill: string
  readonly orderIds: readonly string[]
  /** Orders whose receiver is newer than this label. */
  readonly outdatedFor: readonly string[]
}

export interface TripFact {
  readonly code: string
  readonly carrier: CarrierCode
  readonly warehouseId: string
  readonly closedAt: Date | null
}

export interface LoadFact {
  readonly tripCode: string
  readonly scanId: string
}

export interface LineFact {
  readonly orderId: string
  readonly lineNumber: string
  readonly sku: string | null
  readonly barcode: string | null
  readonly quantity: number
  readonly hasSerial: boolean
}

export interface PackedItem {
  readonly scanId: string
  readonly orderId: string
  readonly lineNumber: string
  readonly sku: string
  readonly serial: string | null
}

/** An earlier scan of the same device that a later one takes back, with what became of it until now. */
export interface EarlierScan {
  readonly id: string
  readonly kind: ScanKind
  readonly answer: ScanAnswer
  readonly orderIds: readonly string[]
  readonly waybill: string | null
  readonly receivedAt: Date
  /** Of a bind alone. */
  readonly bound: BoundFact | null
}

/** What one bind brought to its order. */
export interface BoundFact {
  readonly isBound: boolean
  readonly isBegun: boolean
}

/** What a code stands for where goods come back: an after-sale by its work order or its buyer's waybill, or what a person said. */
export interface NamedReturn {
  readonly code: string
  readonly orderId: string
  readonly afterSale: string | null
  readonly returnWaybill: string | null
}

/** Goods of one order that came back together. */
export interface ReturnFact {
  readonly orderId: string
  readonly waybill: string | null
  /** The waybill itself was scanned, not a work order that it is told with. */
  readonly isSeen: boolean
  /** Empty: it is not known which after-sale they are of, so any. */
  readonly afterSales: readonly string[]
}

/** A return in hand, by the scan that took it in. */
export interface ArrivalFact extends ReturnFact {
  readonly scanId: string
  readonly isInspected: boolean
}

export interface InspectionFact extends ReturnFact {
  readonly inspectionId: string
  readonly inspectedAt: Date
}

/** All that scans are judged by, beside the orders themselves; kept up to date scan by scan. */
export interface Facts {
  readonly orderIds: ReadonlySet<string>
  readonly parcels: Map<string, ParcelFact>
  /** Shipment → the trip it stands on, and the scan that put it there. */
  readonly loads: Map<string, LoadFact>
  readonly trips: Map<string, TripFact>
  readonly stations: ReadonlyMap<string, { readonly warehouseId: string }>
  readonly lines: ReadonlyMap<string, readonly LineFact[]>
  readonly packed: PackedItem[]
  readonly operators: ReadonlyMap<string, string>
  readonly openShifts: Map<string, string>
  readonly earlier: Map<string, EarlierScan>
  /** By code. */
  readonly returns: ReadonlyMap<string, readonly NamedReturn[]>
  readonly arrived: ArrivalFact[]
  readonly inspected: InspectionFact[]
  /** Where the device belongs. */
  readonly inspectHours: number
  /** Parcels of orders that are loaded, by order, whose label was replaced or must be. */
  readonly voidParcels: ReadonlyMap<string, ReadonlySet<string>>
  /** Parcels that a channel was told of, or may have been; read where a scan is taken back. */
  readonly toldParcels: ReadonlySet<string>
  /** Where the word of anybody but a scan puts an order; read where a scan is taken back. */
  readonly told: ReadonlyMap<string, OrderState>
}

/** The codes that scans name, by what they may mean. */
export function codesOf(scans: readonly ScanInput[]): { orderIds: string[]; waybills: string[] } {
  const upper = [...new Set(scans.flatMap(namedBy).map((code) => code.toUpperCase()))]
  return {
    orderIds: upper.filter((code) => GLOBAL_ID_PATTERN.test(code)),
    waybills: upper.filter((code) => !GLOBAL_ID_PATTERN.test(code)),
  }
}

function namedBy(scan: ScanInput): readonly string[] {
  switch (scan.kind) {
    case 'pack_start':
    case 'check_item':
    case 'delay':
    case 'return_arrived':
    case 'return_inspected':
      return [scan.code]
    case 'bind':
      return [scan.orderId, scan.waybill]
    case 'load':
      return [scan.waybill]
    case 'hand_over':
    case 'clock_in':
    case 'clock_out':
    case 'undo':
      return []
  }
}
