import type { FloorOrder, ScanInput } from '@baton/contract'
import { expect, it } from 'vitest'
import { type Flow, READY, startPacking } from './flow.ts'
import { withoutScan } from './without-scan.ts'

const SLIP = 'DB2026AAAAAAAA'
const made = { id: '00000000-0000-7000-8000-000000000001', seq: 1, at: '2026-11-28T08:00:00Z' }
const base = { ...made, offsetMs: null, operatorId: null }
const bind: ScanInput = { ...base, kind: 'bind', orderId: SLIP, waybill: 'SF2', carrier: 'SF' }
const load: ScanInput = { ...base, kind: 'load', waybill: 'SF2', trip: 'TR-1' }
const parcel = (waybill: string) => ({ carrier: 'SF', waybill, isLoaded: false, trip: null, isLabelOutdated: false })
const order = (...waybills: string[]) => ({ id: SLIP, parcels: waybills.map(parcel) }) as unknown as FloorOrder
const packing = (waybill: string, ...waybills: string[]) =>
  startPacking(SLIP, { orderId: SLIP, waybill, order: order(...waybills) })

it('a waybill that is not bound is asked for anew', () => {
  expect(withoutScan(packing('SF2', 'SF2'), bind)).toMatchObject({
    waybill: null,
    wantsWaybill: false,
    order: { parcels: [] },
  })
  const second = withoutScan(packing('SF2', 'SF1', 'SF2'), bind)
  expect(second).toMatchObject({ waybill: null, wantsWaybill: true, order: { parcels: [{ waybill: 'SF1' }] } })
})
it('where the waybill came first, all begins anew', () => {
  expect(withoutScan(startPacking('SF2', { orderId: SLIP, waybill: 'SF2' }), bind)).toBe(READY)
})
it('another parcel in hand stays there', () => {
  const [other, away] = [
    packing('SF3'),
    { at: 'loading', trip: 'TR-2', view: null, loaded: ['SF2'] } as const satisfies Flow,
  ]
  expect(withoutScan(other, bind)).toBe(other)
  expect(withoutScan(away, load)).toBe(away)
})
it('a parcel that is not on the truck is not counted there', () => {
  const flow: Flow = { at: 'loading', trip: 'TR-1', view: null, loaded: ['SF1', 'SF2'] }
  expect(withoutScan(flow, load)).toEqual({ ...flow, loaded: ['SF1'] })
})
it('a return that was not taken in is not inspected', () => {
  const taken: ScanInput = { ...base, kind: 'return_arrived', code: 'RW-1' }
  const other: Flow = { at: 'inspecting', code: 'RW-2' }
  expect(withoutScan({ at: 'inspecting', code: 'RW-1' }, taken)).toEqual({ at: 'returning' })
  expect(withoutScan(other, taken)).toBe(other)
})
