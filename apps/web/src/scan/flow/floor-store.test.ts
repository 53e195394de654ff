import { type FloorFound, mintedCode, type ScanAnswer, type ScanInput, type ScanTone } from '@baton/contract'
import { beforeEach, describe, expect, it } from 'vitest'
import type { NewScan, ScanRecord } from '../outbox/record.ts'
import { type FloorParts, FloorStore } from './floor-store.ts'
import { type Flow, READY, startPacking } from './flow.ts'

const SF = 'SF1234567890123'
const TRIP = mintedCode('trip', 'AAAA111')
const TRIP_VIEW = { code: TRIP, carrier: 'SF', openedAt: '', closedAt: null, parcels: 3, orders: 3 } as const

let told: string[]
const scanOf = (scan: NewScan) => ({ ...scan, id: `id-${told.length}` }) as ScanInput

function open(parts: Partial<FloorParts> = {}): FloorStore {
  told = []
  return new FloorStore({
    start: READY,
    append: async (scan) => {
      told.push(`kept ${scan.kind}`)
      return scanOf(scan)
    },
    look: async () => null,
    kept: () => null,
    scans: () => [],
    sound: (tone: ScanTone) => told.push(`sound ${tone}`),
    keep: (flow: Flow) => told.push(`at ${flow.at}`),
    stops: () => null,
    holder: () => ({ isSignedIn: true, clockedInAt: false }),
    onClocked: (station) => told.push(`clocked ${station}`),
    onForeseen: (_id, answer) => told.push(`foreseen ${answer}`),
    ...parts,
  })
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await Promise.resolve()
}

describe('a scan on the floor', () => {
  let store: FloorStore
  beforeEach(() => {
    store = open()
  })

  it('is on the device before anything is heard', async () => {
    await store.hear(SF)
    expect(told.indexOf('kept pack_start')).toBeLessThan(told.indexOf('sound ok'))
    expect(store.get()).toMatchObject({ flow: { at: 'packing', code: SF }, shown: { tone: 'ok', about: SF } })
  })
  it('is a serial number without what a scanner says of the symbology', async () => {
    const kept: NewScan[] = []
    const append = async (scan: NewScan) => {
      kept.push(scan)
      return scanOf(scan)
    }
    store = open({ append, start: startPacking(SF, { serialFor: '4006381333931' }) })
    await store.hear(']C0SN-99/X7')
    expect(kept).toMatchObject([{ kind: 'check_item', serial: 'SN-99/X7' }])
  })
  it('that cannot be kept is never shown as kept', async () => {
    store = open({ append: () => Promise.reject(new Error('full')) })
    await store.hear(SF)
    expect(store.get()).toMatchObject({ isLost: true, flow: READY, shown: null })
    expect(told).toEqual(['sound stop'])
  })
  it('comes after the one before it, however slow the disk is', async () => {
    const order: string[] = []
    let free = () => {}
    const slow = new Promise<void>((resolve) => {
      free = resolve
    })
    store = open({
      append: async (scan) => {
        if (order.length === 0) await slow
        order.push(scan.kind)
        return scanOf(scan)
      },
    })
    const all = [store.hear(TRIP), store.hear(SF), store.hear('SF1234567890999')]
    free()
    await Promise.all(all)
    expect(order).toEqual(['load', 'load'])
    expect(store.get().flow).toMatchObject({ at: 'loading', loaded: [SF, 'SF1234567890999'] })
  })
  it('of a stopped order is loud before the server is asked', async () => {
    const stops = new Map<string, ScanAnswer>([[SF, 'cancelled']])
    store = open({ stops: () => stops })
    await store.hear(SF)
    expect(told).toEqual(['kept pack_start', 'foreseen cancelled', 'at ready', 'sound stop'])
  })
  it('that is a badge opens the question and keeps the place', async () => {
    const badge = mintedCode('badge', 'LIMEI01')
    await store.hear(badge)
    expect(store.get()).toMatchObject({ flow: READY, question: { kind: 'pin', badge } })
  })
  it('of any text is looked up where nothing is recorded', async () => {
    const asked: string[] = []
    const look = async (code: string): Promise<FloorFound> => {
      asked.push(code)
      return { kind: 'printer', name: code }
    }
    store = open({ look, start: { at: 'looking', code: null, found: null } })
    await store.hear('面单机 1')
    expect(asked).toEqual(['面单机 1'])
    expect(store.get().flow).toEqual({ at: 'looking', code: '面单机 1', found: { kind: 'printer', name: '面单机 1' } })
    expect(told.filter((one) => one.startsWith('kept'))).toEqual([])
  })
  it('of a station clocks in', async () => {
    const station = mintedCode('station', 'PACK001')
    await store.hear(station)
    expect(told).toContain(`clocked ${station}`)
  })
  it('leads to what the server knows of it, unless something else is in hand by then', async () => {
    let answer: (found: { kind: 'trip'; trip: typeof TRIP_VIEW }) => void = () => {}
    store = open({
      look: () =>
        new Promise((resolve) => {
          answer = resolve
        }),
    })
    await store.hear(TRIP)
    const asked = store.refresh()
    answer({ kind: 'trip', trip: TRIP_VIEW })
    await asked
    expect(store.get().flow).toMatchObject({ at: 'loading', view: { parcels: 3 } })
    const late = store.refresh()
    store.go(READY)
    answer({ kind: 'trip', trip: TRIP_VIEW })
    await late
    expect(store.get().flow).toEqual(READY)
  })
  it('is counted, whatever is answered that was asked before it', async () => {
    const line = { lineNumber: '1', sku: 'MUG', title: '杯', barcode: '6901234567892', quantity: 2, isSerial: false }
    const order = (checked: number) => ({ id: 'DB2026XK9F2N1L', parcels: [], lines: [{ ...line, checked }] }) as never
    let answer: (found: { kind: 'order'; order: never }) => void = () => {}
    const look = () =>
      new Promise<{ kind: 'order'; order: never }>((resolve) => {
        answer = resolve
      })
    store = open({ look, start: startPacking(SF, { waybill: SF, order: order(0) }) })
    const checked = () => {
      const { flow } = store.get()
      return flow.at === 'packing' && flow.order?.lines[0]?.checked
    }
    const asked = store.refresh()
    await store.hear('6901234567892')
    answer({ kind: 'order', order: order(0) })
    await asked
    expect(checked()).toBe(1)
    const again = store.refresh()
    answer({ kind: 'order', order: order(2) })
    await again
    expect(checked()).toBe(2)
  })
  describe('without network', () => {
    const MUG = '6901234567892'
    const line = { lineNumber: '1', sku: 'MUG-S', title: '杯', barcode: MUG, quantity: 2, checked: 0, isSerial: false }
    const order = (checked: number, told = {}) =>
      ({
        id: 'DB2026XK9F2N1L',
        state: 'to_ship',
        parcels: [],
        lines: [{ ...line, checked }],
        ...told,
      }) as never
    const kept = (code: string): FloorFound | null => {
      if (code === SF) return { kind: 'order', order: order(0) }
      return code === 'LAMP-S' ? { kind: 'item', sku: 'LAMP-S', name: '台灯', barcode: '4006381333931' } : null
    }
    const inHand = () => {
      const { flow } = store.get()
      return flow.at === 'packing' ? flow : null
    }

    it('shows the pieces that the device has kept, and a wrong one is loud at once and on record', async () => {
      store = open({ kept })
      await store.hear(SF)
      expect(inHand()).toMatchObject({ isKept: true, orderId: 'DB2026XK9F2N1L', order: { lines: [{ checked: 0 }] } })
      await store.hear('LAMP-S')
      expect(told.slice(-4)).toEqual(['kept check_item', 'foreseen wrong_item', 'at packing', 'sound refused'])
      await store.hear('4012345123456')
      expect(told.slice(-4)).toEqual(['kept check_item', 'foreseen wrong_item', 'at packing', 'sound refused'])
      await store.hear(MUG)
      expect(inHand()?.order?.lines[0]?.checked).toBe(1)
      expect(told.at(-1)).toBe('sound ok')
    })
    it('shows them as well where the page is opened anew', async () => {
      store = open({ kept, start: startPacking(SF, { waybill: SF }) })
      await store.refresh()
      expect(inHand()).toMatchObject({ isKept: true, order: { lines: [{ sku: 'MUG-S' }] } })
    })
    it('does not know the pieces of an order that it has not kept', async () => {
      store = open({ kept })
      await store.hear('SF1234567890999')
      expect(inHand()).toMatchObject({ isKept: false, order: null })
      await store.hear('LAMP-S')
      expect(told.filter((one) => one.startsWith('foreseen'))).toEqual([])
    })
    it('knows an item by its SKU and asks for the waybill first, recording nothing', async () => {
      store = open({ kept })
      await store.hear('lamp-s')
      expect(store.get()).toMatchObject({ flow: READY, shown: { tone: 'refused', about: '台灯 LAMP-S' } })
      expect(told.filter((one) => one.startsWith('kept'))).toEqual([])
    })
    it('counts what was scanned until the server tells more, and then believes the server once it has all', async () => {
      let answer: (found: FloorFound | null) => void = () => {}
      let scans: ScanRecord[] = []
      const look = () =>
        new Promise<FloorFound | null>((resolve) => {
          answer = resolve
        })
      const append = async (scan: NewScan) => {
        scans = [{ scan: scanOf(scan), outcome: null }, ...scans]
        return scanOf(scan)
      }
      store = open({ kept, look, append, scans: () => scans })
      await store.hear(SF)
      await store.hear(MUG)
      answer({ kind: 'order', order: order(0, { sellerMemo: '轻放' }) })
      await until(() => inHand()?.isKept === false)
      expect(inHand()?.order).toMatchObject({ sellerMemo: '轻放', lines: [{ checked: 1 }] })
      scans = []
      const asked = store.refresh()
      answer({ kind: 'order', order: order(0) })
      await asked
      expect(inHand()).toMatchObject({ isUncounted: false, order: { lines: [{ checked: 0 }] } })
    })
  })
  describe('of pieces', () => {
    const [MUG, ID] = ['6901234567892', 'DB2026XK9F2N1L']
    const line = { lineNumber: '1', sku: 'MUG-S', title: '杯', barcode: MUG, quantity: 3, isSerial: false }
    const found = (checked: number): FloorFound => ({
      kind: 'order',
      order: { id: ID, state: 'packing', parcels: [], lines: [{ ...line, checked }] } as never,
    })
    let scans: ScanRecord[]
    let hears: (found: FloorFound | null) => void
    let asked: number
    const append = async (scan: NewScan) => {
      const kept = { ...scan, id: `id-${scans.length}` } as ScanInput
      scans = [{ scan: kept, outcome: null }, ...scans]
      return kept
    }
    const look = () =>
      new Promise<FloorFound | null>((resolve) => {
        asked += 1
        hears = resolve
      })
    const answer = (id: string, what: ScanAnswer) => {
      scans = scans.map((one) =>
        one.scan.id === id ? { ...one, outcome: { id, answer: what, orderId: null, about: null } } : one,
      )
    }
    const checked = () => {
      const { flow } = store.get()
      return flow.at === 'packing' ? flow.order?.lines[0]?.checked : undefined
    }
    beforeEach(() => {
      ;[scans, asked] = [[], 0]
      store = open({ append, look, scans: () => scans })
    })

    it('that were scanned before the order was told count, and the server is asked again until it has them', async () => {
      await store.hear(SF)
      await store.hear(MUG)
      hears(found(0))
      await until(() => checked() !== undefined)
      expect(checked()).toBe(1)
      answer('id-1', 'item_checked')
      const again = store.askAgain()
      hears(found(2))
      await again
      expect(checked()).toBe(2)
      const before = asked
      await store.askAgain()
      expect(asked).toBe(before)
    })
    it('that a page has made before it was opened anew count as soon as they are read', async () => {
      let isRead = false
      store = open({ append, look, scans: () => (isRead ? scans : null), start: startPacking(SF) })
      await append({ kind: 'check_item', code: SF, item: MUG, serial: null })
      const first = store.refresh()
      hears(found(0))
      await first
      isRead = true
      const again = store.askAgain()
      hears(found(0))
      await again
      expect(checked()).toBe(1)
    })
    it('still count where the parcel was put aside and the network is gone when it comes back', async () => {
      await store.hear(SF)
      hears(found(0))
      await until(() => checked() === 0)
      await store.hear(MUG)
      await store.hear('SF1234567890999')
      await store.hear('SF1234567890999')
      hears(null)
      await store.hear(SF)
      hears(null)
      expect(checked()).toBe(1)
    })
    it('that the server refused, or whose packing was taken back, count no longer', async () => {
      await append({ kind: 'pack_start', code: SF })
      await append({ kind: 'check_item', code: SF, item: MUG, serial: null })
      await append({ kind: 'undo', scanId: 'id-0' })
      await append({ kind: 'check_item', code: SF, item: MUG, serial: null })
      await append({ kind: 'check_item', code: SF, item: MUG, serial: null })
      answer('id-4', 'too_many')
      store = open({ append, look: async () => null, kept: () => found(0), scans: () => scans })
      await store.hear(SF)
      expect(checked()).toBe(1)
    })
  })
  it('of a parcel that is still looked up stays in hand, whatever the thumb records meanwhile', async () => {
    const order = { id: 'DB2026XK9F2N1L', state: 'to_ship', parcels: [], lines: [] } as never
    let hears: (found: FloorFound) => void = () => {}
    store = open({
      look: () =>
        new Promise((resolve) => {
          hears = resolve
        }),
    })
    const heard = store.hear('6901234567892')
    const recorded = store.record({ kind: 'delay', code: SF, reason: 'printer_fault' } as NewScan)
    await Promise.resolve()
    hears({ kind: 'order', order })
    await Promise.all([heard, recorded])
    expect(store.get().flow.at).toBe('packing')
  })
  it('that the server refused is said to be done no longer; what was said since stays', async () => {
    await store.hear(TRIP)
    await store.hear(SF)
    expect(store.get().shown).toMatchObject({ tone: 'ok', about: SF })
    store.put(READY, SF)
    expect(store.get()).toMatchObject({ flow: READY, shown: null })
    store.say('repeat', { zh: '好', en: 'ok' })
    store.put(READY, SF)
    expect(store.get().shown).toMatchObject({ tone: 'repeat' })
  })
  it('whose carrier is unknown waits for the thumb', async () => {
    await store.hear('DB2026XK9F2N1L')
    await store.hear('ABC-778899')
    expect(store.get().flow).toMatchObject({ carrierFor: 'ABC-778899' })
    expect(told).not.toContain('kept bind')
    await store.chooseCarrier('DHL')
    expect(told).toContain('kept bind')
    expect(store.get().flow).toMatchObject({ carrierFor: null, waybill: 'ABC-778899' })
  })
})
