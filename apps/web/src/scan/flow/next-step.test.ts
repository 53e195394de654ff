import { type FloorOrder, mintedCode, readCode, type ScanAnswer, type TripView } from '@baton/contract'
import { describe, expect, it } from 'vitest'
import { type Flow, type Holder, type Known, NOTHING_KNOWN, READY, type Step, startPacking } from './flow.ts'
import { asksFirst, nextStep } from './next-step.ts'

const ORDER = 'DB2026XK9F2N1L'
const OTHER = 'DB2026AAAA2222'
const SF = 'SF1234567890123'
const YTO = 'YT1234567890123'
const NAMELESS = 'ABC-778899'
const MUG = '6901234567892'
const TRIP = mintedCode('trip', 'AAAA111')
const STATION = mintedCode('station', 'PACK001')
const BADGE = mintedCode('badge', 'LIMEI01')
const RETURN = mintedCode('work_order', 'RET0001')
const BIN = mintedCode('bin', 'A010203')

const NOBODY: Holder = { isSignedIn: false, clockedInAt: false }
const SOMEBODY: Holder = { isSignedIn: true, clockedInAt: false }

const MUG_LINE = {
  lineNumber: '1',
  sku: 'MUG-01',
  title: '搪瓷马克杯',
  barcode: MUG,
  quantity: 2,
  checked: 0,
  isSerial: false,
}
const PHONE_LINE = {
  ...MUG_LINE,
  lineNumber: '2',
  sku: 'PHONE-X',
  barcode: '4006381333931',
  quantity: 1,
  isSerial: true,
}

function order(told: Partial<FloorOrder> = {}): FloorOrder {
  return {
    id: ORDER,
    nativeNumber: 'TB-1',
    state: 'to_ship',
    shown: 'to_ship',
    warehouseName: '华东仓',
    stop: null,
    stopNote: null,
    dueAt: null,
    sellerMemo: null,
    sellerFlag: null,
    sellerFlagLabel: null,
    lines: [MUG_LINE, PHONE_LINE],
    parcels: [],
    ...told,
  }
}

const parcel = (waybill: string, told = {}) => ({
  carrier: 'SF',
  waybill,
  isLoaded: false,
  trip: null,
  isLabelOutdated: false,
  ...told,
})

const knows = (told: Partial<FloorOrder> = {}): Known => ({
  heard: true,
  found: { kind: 'order', order: order(told) },
  stop: null,
})
const stopped = (answer: ScanAnswer): Known => ({ ...NOTHING_KNOWN, stop: answer })

function scan(text: string, flow: Flow = READY, known: Known = NOTHING_KNOWN, holder = NOBODY): Step {
  return nextStep({ code: readCode(text), text }, { flow, known, holder })
}

const trip: TripView = {
  code: TRIP,
  carrier: 'SF',
  openedAt: '2026-11-28T08:00:00Z',
  closedAt: null,
  parcels: 0,
  orders: 0,
}
const loading = (loaded: readonly string[] = []): Flow => ({ at: 'loading', trip: TRIP, view: trip, loaded })
const packing = (told: Parameters<typeof startPacking>[1] & Partial<ReturnType<typeof startPacking>> = {}) => ({
  ...startPacking(SF, { orderId: ORDER, waybill: SF, order: order({ state: 'packing', parcels: [parcel(SF)] }) }),
  ...told,
})

describe('with nothing in hand', () => {
  it.each([SF, ORDER])('an unknown %s is recorded without network', (code) => {
    expect(scan(code)).toMatchObject({
      do: 'record',
      scan: { kind: 'pack_start', code },
      foreseen: null,
      flow: { at: 'packing', code },
    })
  })
  it('a known order shows its lines at once', () => {
    expect(scan(SF, READY, knows())).toMatchObject({ flow: { orderId: ORDER, waybill: SF, order: { id: ORDER } } })
  })
  it.each([
    ['cancelled', 'cancelled'],
    ['shipped', 'already_shipped'],
    ['done', 'already_shipped'],
  ] as const)('an order that is %s is refused as %s, is on record, and is not taken in hand', (state, foreseen) => {
    expect(scan(SF, READY, knows({ state }))).toMatchObject({ do: 'record', foreseen, flow: READY })
  })
  it.each(['pending_payment', 'packing', 'part_shipped'] as const)('an order that was %s goes on', (state) => {
    expect(scan(SF, READY, knows({ state }))).toMatchObject({ do: 'record', flow: { at: 'packing' } })
  })
  it.each(['cancelled', 'refund_requested', 'address_changed', 'held'] as const)(
    'the cached list alone stops an order that is %s',
    (answer) => {
      expect(scan(SF, READY, stopped(answer))).toMatchObject({ do: 'record', foreseen: answer, flow: READY })
    },
  )
  it('what the server just said stops it too', () => {
    expect(scan(ORDER, READY, knows({ stop: 'held' }))).toMatchObject({ foreseen: 'held', flow: READY })
  })
  it('an item says that the waybill comes first', () => {
    expect(scan(`(01)0${MUG}`)).toMatchObject({ do: 'refuse', refusal: 'item_first' })
    expect(scan(MUG)).toMatchObject({ do: 'refuse', refusal: 'item_first' })
  })
  it('digits that are a waybill after all are one', () => {
    expect(scan(MUG, READY, knows())).toMatchObject({ do: 'record', scan: { kind: 'pack_start', code: MUG } })
  })
})

describe('codes that mean the same everywhere', () => {
  const flows: readonly Flow[] = [READY, packing(), loading(), { at: 'returning' }, { at: 'inspecting', code: 'X' }]
  it.each(flows)('a loading code begins a truck ($at)', (flow) => {
    const other = mintedCode('trip', 'BBBB222')
    expect(scan(other, flow)).toMatchObject({ do: 'go', flow: { at: 'loading', trip: other } })
  })
  it.each(flows)('a badge asks for its PIN and changes nothing ($at)', (flow) => {
    expect(scan(BADGE, flow)).toEqual({ do: 'ask', question: { kind: 'pin', badge: BADGE }, flow })
  })
  it.each(flows)('a return work order is taken in and inspected ($at)', (flow) => {
    expect(scan(RETURN, flow)).toMatchObject({
      do: 'record',
      scan: { kind: 'return_arrived', code: RETURN },
      flow: { at: 'inspecting', code: RETURN },
    })
  })
  it.each(flows)('a bin is refused with a sentence ($at)', (flow) => {
    expect(scan(BIN, flow)).toEqual({ do: 'refuse', refusal: 'bin', flow })
  })
  it.each([
    ['', 'empty'],
    ['x'.repeat(5000), 'too_long'],
    ['TR-AAAA111?', 'no_code'],
    ['TR-AAAA1112', 'check_character'],
    ['<script>', 'no_code'],
  ] as const)('garbage is refused here: %#', (text, refusal) => {
    const wrong = text === 'TR-AAAA1112' ? `${TRIP.slice(0, -1)}${TRIP.endsWith('0') ? '1' : '0'}` : text
    for (const flow of flows) expect(scan(wrong, flow)).toEqual({ do: 'refuse', refusal, flow })
  })
})

describe('a station', () => {
  it('wants a badge first', () => {
    expect(scan(STATION)).toMatchObject({ do: 'refuse', refusal: 'badge_first' })
  })
  it('clocks in', () => {
    expect(scan(STATION, READY, NOTHING_KNOWN, SOMEBODY)).toMatchObject({
      do: 'record',
      scan: { kind: 'clock_in', station: STATION },
    })
  })
  it.each([STATION, true])('where one is clocked in, asks before clocking out (%s)', (clockedInAt) => {
    expect(scan(STATION, READY, NOTHING_KNOWN, { isSignedIn: true, clockedInAt })).toMatchObject({
      do: 'ask',
      question: { kind: 'clock_out' },
    })
  })
  it('elsewhere clocks in there', () => {
    const clockedInAt = mintedCode('station', 'PACK002')
    expect(scan(STATION, READY, NOTHING_KNOWN, { isSignedIn: true, clockedInAt })).toMatchObject({
      scan: { kind: 'clock_in' },
    })
  })
})

describe('packing: items', () => {
  it('a right one counts on its line', () => {
    const step = scan(MUG, packing())
    expect(step).toMatchObject({
      do: 'record',
      scan: { kind: 'check_item', code: SF, item: MUG, serial: null },
      foreseen: null,
    })
    expect(step.flow).toMatchObject({ order: { lines: [{ checked: 1 }, { checked: 0 }] } })
  })
  it.each(['MUG-01', 'mug-01', `0${MUG}`, `010${MUG}`])('is known by SKU and by longer barcodes: %s', (text) => {
    expect(scan(text, packing())).toMatchObject({ do: 'record', scan: { kind: 'check_item' }, foreseen: null })
  })
  it.each(['mug_01.w', 'M-1', '白色-L'])('is known by a SKU that reads like no code: %s', (sku) => {
    const lines = [MUG_LINE, { ...PHONE_LINE, sku: sku.toUpperCase(), isSerial: false }]
    const step = scan(sku, packing({ order: order({ lines }) }))
    expect(step).toMatchObject({ do: 'record', scan: { kind: 'check_item', item: sku }, foreseen: null })
    expect(scan(sku, packing())).toMatchObject({ do: 'refuse', refusal: 'no_code' })
    expect(scan(sku, READY)).toMatchObject({ do: 'refuse', refusal: 'no_code' })
  })
  it.each(['036000291452', '0036000291452'])('is known by the 12 digits that a scanner makes 13: %s', (text) => {
    const lines = [{ ...MUG_LINE, barcode: '036000291452', sku: '00012345678' }]
    const packed = packing({ order: order({ lines }) })
    expect(scan(text, packed)).toMatchObject({ scan: { kind: 'check_item' }, foreseen: null })
    expect(scan('00012345678', packed)).toMatchObject({ scan: { kind: 'check_item' }, foreseen: null })
  })
  it('a wrong one is loud, is on record, and counts nowhere', () => {
    const flow = packing()
    expect(scan('4012345123456', flow)).toMatchObject({
      do: 'record',
      scan: { kind: 'check_item', item: '4012345123456' },
      foreseen: 'wrong_item',
      flow,
    })
  })
  it('one too many is loud', () => {
    const full = packing({ order: order({ lines: [{ ...MUG_LINE, checked: 2 }] }) })
    expect(scan(MUG, full)).toMatchObject({ do: 'record', foreseen: 'too_many', flow: full })
  })
  it('of two lines with the same barcode the open one counts', () => {
    const lines = [
      { ...MUG_LINE, checked: 2 },
      { ...MUG_LINE, lineNumber: '9' },
    ]
    expect(scan(MUG, packing({ order: order({ lines }) })).flow).toMatchObject({
      order: { lines: [{ checked: 2 }, { checked: 1 }] },
    })
  })
  it('without network is recorded for the server to judge', () => {
    expect(scan(MUG, packing({ order: null, orderId: null }))).toMatchObject({
      do: 'record',
      scan: { kind: 'check_item' },
      foreseen: null,
    })
  })
})

describe('packing: serial numbers', () => {
  const barcode = PHONE_LINE.barcode
  const waiting = packing({ serialFor: barcode })
  it('are asked for', () => {
    expect(scan(barcode, packing())).toEqual({ do: 'go', flow: waiting, note: 'next' })
  })
  it.each(['SN-99/X 7', '352099001761481', SF, '序列 1'])('may be any text: %s', (serial) => {
    expect(scan(serial, waiting)).toMatchObject({
      do: 'record',
      scan: { kind: 'check_item', item: barcode, serial },
      flow: { serialFor: null },
    })
  })
  it.each([
    ['another order', knows({ id: OTHER })],
    ['a stop', stopped('held')],
  ])('are not a code that is known as that of %s', (_, known) => {
    expect(scan(YTO, waiting, known)).toEqual({ do: 'refuse', refusal: 'serial_first', flow: waiting })
  })
  it('come with a GS1 code', () => {
    expect(scan(`(01)0${barcode}(21)S77`, packing())).toMatchObject({
      do: 'record',
      scan: { item: barcode, serial: 'S77' },
      foreseen: null,
    })
    expect(scan(`(01)0${barcode}(21)S77`, waiting)).toMatchObject({ do: 'record', scan: { serial: 'S77' } })
  })
  it('are not the barcode once more', () => {
    expect(scan(barcode, waiting)).toMatchObject({ do: 'go', note: 'again', flow: waiting })
  })
  it.each([MUG, `0${MUG}`, `(01)0${MUG}`, 'mug-01', 'PHONE-X'])(
    'are not what names an item of the order: %s',
    (text) => {
      expect(scan(text, waiting)).toEqual({ do: 'refuse', refusal: 'serial_first', flow: waiting })
    },
  )
  it('are no badge', () => {
    expect(scan(BADGE, waiting)).toMatchObject({ do: 'ask', flow: waiting })
  })
  it('have a length', () => {
    expect(scan('9'.repeat(129), waiting)).toMatchObject({ do: 'refuse', refusal: 'too_long' })
    expect(scan('', waiting)).toMatchObject({ do: 'refuse', refusal: 'empty' })
  })
})

describe('packing slip and waybill, in any order', () => {
  const slipFirst = packing({ code: ORDER, waybill: null, order: order() })
  it('slip first: the next waybill is bound', () => {
    expect(scan(SF, slipFirst)).toMatchObject({
      do: 'record',
      scan: { kind: 'bind', orderId: ORDER, waybill: SF, carrier: 'SF' },
      flow: { waybill: SF },
    })
  })
  it('also before the order is told', () => {
    expect(scan(SF, packing({ code: ORDER, waybill: null, order: null }))).toMatchObject({ scan: { kind: 'bind' } })
  })
  it('waybill first: the slip is bound to it', () => {
    const waybillFirst = packing({ orderId: null, order: null })
    expect(scan(ORDER, waybillFirst)).toMatchObject({
      do: 'record',
      scan: { kind: 'bind', orderId: ORDER, waybill: SF, carrier: 'SF' },
      flow: { code: ORDER, orderId: ORDER, waybill: SF },
    })
  })
  it('where the label is void, a new one is bound, slip first or label first', () => {
    const isVoid = knows({ stop: 'address_changed', parcels: [parcel(YTO, { isLabelOutdated: true })] })
    const slip = scan(ORDER, READY, isVoid)
    expect(slip).toMatchObject({ foreseen: 'address_changed', flow: { orderId: ORDER, wantsWaybill: true } })
    expect(scan(SF, slip.flow)).toMatchObject({ scan: { kind: 'bind', orderId: ORDER, waybill: SF } })
    expect(scan(ORDER, packing({ orderId: null, order: null }), isVoid)).toMatchObject({
      scan: { kind: 'bind', waybill: SF },
    })
    expect(scan(YTO, READY, isVoid)).toMatchObject({ foreseen: 'address_changed', flow: READY })
    const held = knows({ stop: 'held', parcels: [parcel(YTO)] })
    expect(scan(ORDER, packing({ orderId: null, order: null }), held)).toMatchObject({
      scan: { kind: 'pack_start' },
      flow: READY,
    })
  })
  it('the carrier is asked for where the number tells none, and nothing else goes on before', () => {
    const step = scan(NAMELESS, slipFirst)
    expect(step).toMatchObject({ do: 'go', flow: { carrierFor: NAMELESS } })
    expect(scan(OTHER, step.flow)).toMatchObject({ do: 'refuse', refusal: 'carrier_first' })
    expect(scan(MUG, step.flow)).toMatchObject({ do: 'record', scan: { kind: 'check_item' } })
  })
  it('another parcel of the order is bound where it is wanted', () => {
    expect(scan(YTO, packing({ wantsWaybill: true }))).toMatchObject({ scan: { kind: 'bind', waybill: YTO } })
  })
  it('a waybill that is known to be another order’s begins that one', () => {
    expect(scan(YTO, slipFirst, knows({ id: OTHER, parcels: [parcel(YTO)] }))).toMatchObject({
      scan: { kind: 'pack_start', code: YTO },
      flow: { orderId: OTHER },
    })
  })
  it('a stopped waybill is never bound', () => {
    expect(scan(YTO, slipFirst, stopped('held'))).toMatchObject({ scan: { kind: 'pack_start' }, foreseen: 'held' })
  })
})

describe('packing: the next parcel', () => {
  const half = packing({ order: order({ parcels: [parcel(SF)], lines: [{ ...MUG_LINE, checked: 1 }] }) })
  it('does not begin while pieces of the one in hand are missing, unless it is scanned again', () => {
    const asked = scan(YTO, half)
    expect(asked).toMatchObject({ do: 'refuse', refusal: 'unfinished', flow: { code: half.code } })
    expect(scan(OTHER, asked.flow)).toMatchObject({ do: 'refuse', refusal: 'unfinished' })
    expect(scan(MUG, asked.flow)).toMatchObject({ scan: { kind: 'check_item' } })
    expect(scan(YTO, asked.flow)).toMatchObject({ scan: { kind: 'pack_start', code: YTO }, flow: { code: YTO } })
  })
  it.each([0, 2])('begins at once where of two pieces %i are checked', (checked) => {
    const flow = packing({ order: order({ parcels: [parcel(SF)], lines: [{ ...MUG_LINE, checked }] }) })
    expect(scan(YTO, flow)).toMatchObject({ scan: { kind: 'pack_start', code: YTO } })
  })
  it.each([YTO, OTHER])('begins with its code: %s', (code) => {
    expect(scan(code, packing())).toMatchObject({ scan: { kind: 'pack_start', code }, flow: { code } })
  })
  it.each([SF, ORDER])('does not begin with the one in hand: %s', (code) => {
    expect(scan(code, packing())).toMatchObject({ do: 'go', note: 'again' })
  })
  it('a second parcel of the order in hand is the same order', () => {
    const two = packing({ order: order({ parcels: [parcel(SF), parcel(YTO)] }) })
    expect(scan(YTO, two)).toMatchObject({ do: 'go', flow: { waybill: YTO, orderId: ORDER } })
  })
})

describe('at a truck', () => {
  it('every waybill goes onto it', () => {
    const step = scan(SF, loading())
    expect(step).toMatchObject({ do: 'record', scan: { kind: 'load', waybill: SF, trip: TRIP }, foreseen: null })
    expect(step.flow).toMatchObject({ at: 'loading', loaded: [SF] })
  })
  it('what was not packed when it was looked up may be by now: the server judges', () => {
    expect(scan(SF, loading(), knows({ state: 'to_ship' }))).toMatchObject({ foreseen: null, flow: { loaded: [SF] } })
  })
  it('twice is once', () => {
    expect(scan(SF, loading([SF]))).toMatchObject({ do: 'go', note: 'again' })
  })
  it('another carrier’s number is the wrong truck: loud, on record, not counted', () => {
    expect(scan(YTO, loading())).toMatchObject({ do: 'record', foreseen: 'wrong_truck', flow: loading() })
  })
  it.each([
    [knows({ state: 'packing', stop: 'held' }), 'held'],
    [knows({ state: 'packing', parcels: [parcel(SF, { isLabelOutdated: true })] }), 'address_changed'],
    [stopped('cancelled'), 'cancelled'],
  ] as const)('what must not leave is loud: %#', (known, foreseen) => {
    expect(scan(SF, loading(), known)).toMatchObject({ do: 'record', foreseen, flow: loading() })
  })
  it('what stands on another truck is loud, what stands on this one is not', () => {
    const on = (trip: string) => knows({ state: 'shipped', parcels: [parcel(SF, { isLoaded: true, trip })] })
    expect(scan(SF, loading(), on('TR-2222222'))).toMatchObject({ foreseen: 'on_other_truck', flow: loading() })
    expect(scan(SF, loading(), on(TRIP))).toMatchObject({ foreseen: 'already_loaded' })
  })
  it('a packing slip loads the only parcel that is left', () => {
    const known = knows({ state: 'packing', parcels: [parcel(SF), parcel('SF9999999999', { isLoaded: true })] })
    expect(scan(ORDER, loading(), known)).toMatchObject({ scan: { kind: 'load', waybill: SF } })
  })
  it.each([NOTHING_KNOWN, knows({ parcels: [parcel(SF), parcel(YTO)] })])(
    'a packing slip that does not tell the parcel is refused',
    (known) => {
      expect(scan(ORDER, loading(), known)).toMatchObject({ do: 'refuse', refusal: 'order_here' })
    },
  )
  it('an item is refused', () => {
    expect(scan(`(01)0${MUG}`, loading())).toMatchObject({ do: 'refuse', refusal: 'item_here' })
  })
  it('its own loading code asks to hand over', () => {
    expect(scan(TRIP, loading([SF]))).toMatchObject({ do: 'ask', question: { kind: 'hand_over', trip: TRIP } })
  })
  it('one that is handed over takes nothing more', () => {
    const closed = {
      heard: true,
      stop: null,
      found: { kind: 'trip', trip: { ...trip, closedAt: trip.openedAt } },
    } as const
    expect(scan(TRIP, READY, closed)).toMatchObject({ do: 'refuse', refusal: 'trip_closed' })
  })
})

describe('returns', () => {
  it('a return waybill is taken in', () => {
    expect(scan(SF, { at: 'returning' })).toMatchObject({
      scan: { kind: 'return_arrived', code: SF },
      flow: { at: 'inspecting', code: SF },
    })
  })
  it('the same one again records nothing', () => {
    expect(scan(RETURN, { at: 'inspecting', code: RETURN })).toMatchObject({ do: 'go', note: 'again' })
    expect(scan(SF, { at: 'inspecting', code: SF })).toMatchObject({ do: 'go', note: 'again' })
  })
  it.each([
    [ORDER, 'order_here'],
    [`(01)0${MUG}`, 'item_here'],
  ])('%s is refused', (text, refusal) => {
    expect(scan(text, { at: 'returning' })).toMatchObject({ do: 'refuse', refusal })
  })
  it.each([{ at: 'returning' } as const, loading()])('an item that the server knows is refused at %o', (flow) => {
    const found = { kind: 'item', name: '搪瓷马克杯', sku: 'MUG-01', barcode: MUG } as const
    expect(scan(MUG, flow, { heard: true, stop: null, found })).toMatchObject({ do: 'refuse', refusal: 'item_here' })
  })
  it('a waybill while a return is inspected begins to be packed', () => {
    expect(scan(SF, { at: 'inspecting', code: RETURN })).toMatchObject({ scan: { kind: 'pack_start' } })
  })
})

describe('looking something up', () => {
  const looking: Flow = { at: 'looking', code: null, found: null }
  it.each([SF, ORDER, TRIP, STATION, BIN, RETURN, MUG])('records nothing: %s', (code) => {
    expect(scan(code, looking, knows())).toMatchObject({ do: 'go', flow: { at: 'looking', code } })
  })
})

describe('a link on a packing slip', () => {
  const link = 'https://shop.example/t/abcdefghijklmnopqrstuv'
  it('is the order that the server knows it by', () => {
    expect(scan(link, READY, knows())).toMatchObject({ scan: { kind: 'pack_start', code: ORDER } })
  })
  it('says nothing without network', () => {
    expect(scan(link)).toMatchObject({ do: 'refuse', refusal: 'link' })
  })
})

describe('whether the server is asked first', () => {
  it.each([
    [SF, READY, false],
    [ORDER, READY, false],
    [MUG, READY, true],
    [MUG, packing(), false],
    [MUG, loading(), true],
    [MUG, { at: 'returning' }, true],
    [SF, loading(), false],
    [SF, { at: 'looking', code: null, found: null }, true],
    ['https://shop.example/t/x', READY, true],
    [BADGE, { at: 'looking', code: null, found: null }, false],
    ['', READY, false],
  ] as const)('%s at %o', (text, flow, asks) => {
    expect(asksFirst(readCode(text), flow as Flow)).toBe(asks)
  })
})
