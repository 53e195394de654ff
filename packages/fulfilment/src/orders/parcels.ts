import { createHash } from 'node:crypto'
import { CarrierCode } from '@baton/contract'
import type { ParcelSnapshot } from '@baton/platforms'
import type { Parcel } from './order.ts'

/** Parcels by id, as the orders know them that bear them. */
export type KnownParcels = ReadonlyMap<string, Parcel>

export const NO_PARCELS: KnownParcels = new Map()

/**
 * Parcels only add up: a channel that stops mentioning one does not make it unsent. One that another order bears already
 * comes with what is known of it.
 */
export function mergeParcels(
  known: readonly Parcel[],
  told: readonly ParcelSnapshot[],
  elsewhere: KnownParcels,
): { parcels: readonly Parcel[]; changed: boolean } {
  let changed = false
  const byId = new Map(known.map((parcel) => [parcel.id, parcel]))
  for (const snapshot of told) {
    const same = byId.get(shipmentId(snapshot.carrier, snapshot.waybill)) ?? find(byId, snapshot)
    const id = same?.id ?? shipmentId(snapshot.carrier, snapshot.waybill)
    const lines = snapshot.lineNumbers.length > 0 ? snapshot.lineNumbers : ['*']
    const lineNumbers = [...new Set([...(same?.lineNumbers ?? []), ...lines])].sort()
    if (same && lineNumbers.length === same.lineNumbers.length) continue
    changed = true
    const parcel = same ?? elsewhere.get(id) ?? newParcel(id, snapshot)
    byId.set(id, { ...parcel, lineNumbers })
  }
  return { parcels: [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1)), changed }
}

/** Notes of the parcels that a report names that they left. */
export function markLeft(
  parcels: readonly Parcel[],
  { told, at }: { told: readonly NamedParcel[]; at: Date },
): { parcels: readonly Parcel[]; changed: boolean } {
  const isNew = (parcel: Parcel) => parcel.leftAt === null && told.some((one) => isSameParcel(parcel, one))
  return {
    parcels: parcels.map((parcel) => (isNew(parcel) ? { ...parcel, leftAt: at } : parcel)),
    changed: parcels.some(isNew),
  }
}

function find(parcels: ReadonlyMap<string, Parcel>, told: NamedParcel): Parcel | undefined {
  return [...parcels.values()].find((known) => isSameParcel(known, told))
}

type NamedParcel = Pick<Parcel, 'carrier' | 'waybill'>

/** Of one order. A word for a carrier that is none of ours may mean any of them: then the waybill decides. */
export function isSameParcel(known: NamedParcel, told: NamedParcel): boolean {
  if (known.waybill !== told.waybill) return false
  return known.carrier === told.carrier || !isOurs(known.carrier) || !isOurs(told.carrier)
}

function isOurs(carrier: string): boolean {
  return CarrierCode.safeParse(carrier).success
}

function newParcel(id: string, snapshot: ParcelSnapshot): Parcel {
  return {
    id,
    carrier: snapshot.carrier,
    waybill: snapshot.waybill,
    trace: 'created',
    traceAt: null,
    traceText: null,
    leftAt: null,
    departedAt: null,
    lineNumbers: [],
    facts: new Set(),
  }
}

/** The same parcel has the same id wherever it is first heard of (RFC 9562 version 8 from a hash). */
function shipmentId(carrier: string, waybill: string): string {
  return uuidOf('shipment', carrier, waybill)
}

export function customerIdOf(platform: string, shopId: string, nativeId: string): string {
  return uuidOf('customer', platform, shopId, nativeId)
}

function uuidOf(...parts: readonly string[]): string {
  const hash = createHash('sha256').update(JSON.stringify(parts)).digest()
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x80
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80
  const hex = hash.subarray(0, 16).toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
