import type { ScanAnswer, ScanInput } from '@baton/contract'
import { describe, expect, it, vi } from 'vitest'
import type { ScanRecord } from '../outbox/record.ts'
import { secondsLeft, UNDO_KEY, undoable } from './undoable.ts'

const AT = Date.parse('2026-11-28T08:00:00Z')
const base = { at: '2026-11-28T08:00:00Z', offsetMs: null, operatorId: null }
const id = (seq: number) => `00000000-0000-7000-8000-00000000000${seq}`

function record(scan: Partial<ScanInput> & { seq: number }, answer?: ScanAnswer): ScanRecord {
  const full = { ...base, id: id(scan.seq), ...scan } as ScanInput
  return { scan: full, outcome: answer ? { id: full.id, answer, orderId: null, about: null } : null }
}
const load = record({ seq: 1, kind: 'load', waybill: 'SF1', trip: 'TR-1' })

describe('what may be taken back', () => {
  it('is the latest loading or start of packing, for two minutes', () => {
    const checked = record({ seq: 2, kind: 'check_item', code: 'SF1', item: 'X', serial: null })
    expect(undoable([checked, load], AT)).toBe(load)
    expect(secondsLeft(load, AT)).toBe(120)
    expect(secondsLeft(load, AT - 900)).toBe(120)
    expect(undoable([load], AT + 119_999)).toBe(load)
    expect(undoable([load], AT + 120_000)).toBeNull()
  })
  it('is there for as long as the merchant gives', () => {
    vi.stubGlobal('localStorage', { getItem: (key: string) => (key === UNDO_KEY ? '30' : null) })
    expect(secondsLeft(load, AT + 10_000)).toBe(20)
    expect(undoable([load], AT + 30_000)).toBeNull()
    vi.unstubAllGlobals()
  })
  it('is nothing that was undone, refused, or never there', () => {
    expect(undoable([record({ seq: 2, kind: 'undo', scanId: id(1) }), load], AT)).toBeNull()
    expect(undoable([record({ seq: 1, kind: 'load', waybill: 'SF1', trip: 'T' }, 'wrong_truck')], AT)).toBeNull()
    expect(undoable([], AT)).toBeNull()
  })
  it('is no parcel of a truck that was handed over, and still one of another truck', () => {
    expect(undoable([record({ seq: 2, kind: 'hand_over', trip: 'TR-1' }), load], AT)).toBeNull()
    expect(undoable([record({ seq: 2, kind: 'hand_over', trip: 'TR-2' }), load], AT)).toBe(load)
  })
  it('is a return that was taken in, until it is inspected', () => {
    const taken = record({ seq: 1, kind: 'return_arrived', code: 'RW-1' })
    const inspected = (code: string) =>
      record({ seq: 2, kind: 'return_inspected', code, grade: 'opened', note: '', photos: [] })
    expect(undoable([taken], AT)).toBe(taken)
    expect(undoable([inspected('RW-2'), taken], AT)).toBe(taken)
    expect(undoable([inspected('RW-1'), taken], AT)).toBeNull()
  })
  it('is a bind, and after it the start of its packing; not by two taps at once', () => {
    const start = record({ seq: 1, kind: 'pack_start', code: 'DB2026AAAAAAAA' })
    const bind = record({ seq: 2, kind: 'bind', orderId: 'DB2026AAAAAAAA', waybill: 'SF1', carrier: 'SF' })
    const undo = record({ seq: 3, kind: 'undo', scanId: id(2) })
    const both = record({ seq: 4, kind: 'undo', scanId: id(1) })
    expect(undoable([bind, start], AT)).toBe(bind)
    expect(undoable([undo, bind, start], AT + 1000)).toBeNull()
    expect(undoable([undo, bind, start], AT + 2000)).toBe(start)
    expect(undoable([both, undo, bind, start], AT + 2000)).toBeNull()
  })
  it('is no other order’s packing once a bind was taken back', () => {
    const start = record({ seq: 1, kind: 'pack_start', code: 'SF1' })
    const bind = record({ seq: 2, kind: 'bind', orderId: 'DB2026AAAAAAAA', waybill: 'SF1', carrier: 'SF' })
    expect(undoable([record({ seq: 3, kind: 'undo', scanId: id(2) }), bind, start], AT + 2000)).toBeNull()
  })
  it('is nothing that was there before this device scanned it', () => {
    expect(undoable([record({ seq: 1, kind: 'load', waybill: 'SF1', trip: 'T' }, 'already_loaded')], AT)).toBeNull()
  })
  it('is one that the server has accepted already, too', () => {
    const loaded = record({ seq: 1, kind: 'load', waybill: 'SF1', trip: 'T' }, 'loaded')
    expect(undoable([loaded], AT)).toBe(loaded)
  })
})
