import { createHash } from 'node:crypto'
import { CarrierCode } from '@baton/contract'
import type { ParcelSnapshot } from '@baton/platforms'
import type { Parcel } from './order.ts'

/** Parcels only add up: a channel that stops mentioning one does not make it unsent. */
export function mergeParcels(
  known: readonly Parcel[],
  told: readonly ParcelSnapshot[],
): { parcels: readonly Parcel[]; changed: boolean } {
  let changed = false
  const byId = new Map(known.map((parcel) => [parcel.id, parcel]))
  for (const snapshot of told) {
    const id = shipmentId(snapshot.carrier, snapshot.waybill)
    const lines = snapshot.lineNumbers.length > 0 ? snapshot.lineNumbers : ['*']
    const current = byId.get(id)
    const lineNumbers = [...new Set([...(current?.lineNumbers ?? []), ...lines])].sort()
    if (current && lineNumbers.length === current.lineNumbers.length) continue
    changed = true
    byId.set(id, current ? { ...current, lineNumbers } : newParcel(id, snapshot, lineNumbers))
  }
  return { parcels: [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1)), changed }
}

type NamedParcel = Pick<Parcel, 'carrier' | 'waybill'>

/** Channels name carriers in words of their own; where one of ours stands, it must be the same. */
export function isSameParcel(known: NamedParcel, told: NamedParcel): boolean {
  if (known.waybill !== told.waybill) return false
  return known.carrier === told.carrier || !CarrierCode.safeParse(known.carrier).success
}

function newParcel(id: string, snapshot: ParcelSnapshot, lineNumbers: readonly string[]): Parcel {
  return {
    id,
    carrier: snapshot.carrier,
    waybill: snapshot.waybill,
    trace: 'created',
    traceAt: null,
    traceText: null,
    lineNumbers,
    facts: new Set(),
  }
}

/** The same parcel has the same id wherever it is first heard of (RFC 9562 version 8 from a hash). */
export function shipmentId(carrier: string, waybill: string): string {
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
