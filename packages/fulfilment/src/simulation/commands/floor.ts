import { randomUUID } from 'node:crypto'
import type { ScanAnswer, ScanInput, ScanOutcome } from '@baton/contract'
import fc from 'fast-check'
import { applyScans, openTrip, releaseQuarantine } from '../../scans/index.ts'
import { revokeDevice } from '../../staff/index.ts'
import type { Break } from '../breaks.ts'
import { command, mishap, noticed, which } from '../command.ts'
import { type Model, type ModelDevice, pick } from '../model.ts'
import type { World } from '../world.ts'

type DistributiveOmit<Union, Keys extends PropertyKey> = Union extends unknown ? Omit<Union, Keys> : never
type Deed = DistributiveOmit<ScanInput, 'id' | 'seq' | 'at' | 'offsetMs' | 'operatorId'>

const LOADED: readonly ScanAnswer[] = ['loaded', 'part_loaded', 'truck_changed']

const UNDOABLE: readonly ScanAnswer[] = ['packing_started', 'bound', 'loaded', 'part_loaded']

interface Aim {
  /** The global id on the packing slip. */
  readonly id: string
  readonly waybill: string
  readonly trip: string
  readonly from: string
  /** The scan that is taken back. */
  readonly earlier: string | undefined
}

/** What is done with one parcel in hand; several deeds come one after the other. */
const DEEDS = {
  packSlip: ({ id }) => [{ kind: 'pack_start', code: id }],
  packLabel: ({ waybill }) => [{ kind: 'pack_start', code: waybill }],
  bind: (aim) => [bindOf(aim)],
  check: ({ id }) => [{ kind: 'check_item', code: id, item: '6901234567892', serial: null }],
  load: (aim) => [loadOf(aim)],
  move: (aim) => [{ ...loadOf(aim), from: aim.from }],
  bindAndLoad: (aim) => [bindOf(aim), loadOf(aim)],
  loadAndLeave: (aim) => [loadOf(aim), { kind: 'hand_over', trip: aim.trip }],
  undo: ({ earlier }) => (earlier === undefined ? [] : [{ kind: 'undo', scanId: earlier }]),
  handOver: ({ trip }) => [{ kind: 'hand_over', trip }],
  delay: ({ id }) => [{ kind: 'delay', code: id, reason: 'stock_out' }],
  returned: ({ waybill }) => [{ kind: 'return_arrived', code: waybill }],
  inspected: ({ id }) => [{ kind: 'return_inspected', code: id, grade: 'opened', note: '', photos: [] }],
} as const satisfies Record<string, (aim: Aim) => readonly Deed[]>
type DeedName = keyof typeof DEEDS
const NAMES: readonly DeedName[] = [
  ...(['packSlip', 'packLabel', 'bind', 'check', 'load', 'load', 'move', 'undo', 'undo', 'undo'] as const),
  ...(['bindAndLoad', 'bindAndLoad', 'bindAndLoad', 'loadAndLeave'] as const),
  ...(['handOver', 'delay', 'returned', 'inspected'] as const),
]

function bindOf({ id, waybill }: Aim): Deed {
  return { kind: 'bind', orderId: id, waybill, carrier: 'SF' }
}

function loadOf({ waybill, trip }: Aim): Deed & { kind: 'load' } {
  return { kind: 'load', waybill, trip }
}

function aimOf(model: Model, told: ScanTold, device: ModelDevice): Aim {
  const order = model.order(told.order)
  return {
    id: order.id ?? 'DB2026AAAAAAAA',
    waybill: pick(model.order(told.of ?? told.order).waybills, told.waybill),
    trip: pick(model.trips, told.trip),
    from: pick(model.trips, told.trip + 1),
    earlier: earlierOf(model, device, told.back),
  }
}

/** Mostly a scan that took effect. */
function earlierOf(model: Model, { made }: ModelDevice, back: number): string | undefined {
  const done = made.filter(({ id }) => UNDOABLE.includes(model.promised.get(id)?.answer ?? 'unmatched'))
  return (back < 3 && done.length > 0 ? done : made).at(-1 - back)?.id
}

interface ScanTold {
  readonly device: number
  readonly what: DeedName
  readonly order: number
  /** Whose waybill is in hand: mostly that of the order. */
  readonly of: number | null
  readonly waybill: number
  readonly trip: number
  readonly back: number
  readonly isOnline: boolean
  /** Also of an order that nobody knows yet. */
  readonly isForeseen: boolean
  readonly mishap: Break | null
}

/** Sends what a device has to send, the oldest first, and some of what it sent before. */
export async function sync(
  model: Model,
  world: World,
  { at, again, broken }: { at: number; again: number; broken: Break | null },
): Promise<void> {
  const device = model.device(at)
  const known = world.devices[at % world.devices.length]
  const sent = device.made.filter((one) => !device.outbox.includes(one))
  const scans = [...sent.slice(sent.length - again), ...device.outbox]
  if (scans.length === 0 || !known) return
  const sender = { ...known, isRevoked: device.isRevoked }
  const { outcomes, stored } = await world.surely(broken, ({ ctx }) => applyScans(ctx, sender, { scans }))
  for (const scan of scans) {
    const outcome = outcomes.find((one) => one.id === scan.id)
    if (!outcome) throw new Error(`scan ${scan.kind} was not answered`)
    const isNew = !model.promised.has(scan.id)
    if (isNew && (outcome.answer === 'quarantined') !== device.isRevoked)
      throw new Error(`${scan.kind} of a device ${device.isRevoked ? 'out of' : 'in'} use was ${outcome.answer}`)
    hear(model, world, scan, outcome)
  }
  device.outbox.length = 0
  if (stored !== device.made.length) throw new Error(`${stored} scans on the server, ${device.made.length} made`)
}

function hear(model: Model, world: World, scan: ScanInput, { answer, orderId }: ScanOutcome): void {
  const before = model.promised.get(scan.id)
  if (before) {
    if (before.answer !== answer) throw new Error(`scan ${scan.kind}: was ${before.answer}, is now ${answer}`)
    return
  }
  model.promised.set(scan.id, { answer, at: world.now })
  if (scan.kind === 'hand_over' && answer === 'handed_over') model.handedOver.set(scan.trip, world.now)
  if (!LOADED.includes(answer)) return
  const order = orderId === null ? null : model.orderOf(orderId)
  if (!order) throw new Error(`${scan.kind} was ${answer}, and nobody can say of which order`)
  if (model.isStopped(order, world.now)) throw new Error(`a parcel of ${order.number}, which is on hold, was ${answer}`)
}

const scans = command<ScanTold>(
  'scan',
  {
    ...{ device: fc.nat(1), what: fc.constantFrom(...NAMES), order: which, waybill: which, trip: fc.nat(1) },
    ...{
      of: fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: which }),
      back: fc.oneof(fc.constant(0), fc.nat(3)),
      isOnline: fc.oneof(fc.constant(true), fc.boolean()),
      mishap,
    },
    isForeseen: fc.nat(5).map((one) => one === 5),
  },
  {
    can: (model, { order, isForeseen }) => isForeseen || model.order(order).id !== null,
    async run(model, world, told) {
      while (model.trips.length < 2) await newTrip(model, world)
      const device = model.device(told.device)
      for (const deed of DEEDS[told.what](aimOf(model, told, device))) write(device, deed, world.now)
      if (told.isOnline) await sync(model, world, { at: told.device, again: 0, broken: told.mishap })
    },
  },
)

/** As a device writes it down before it beeps. */
function write(device: ModelDevice, deed: Deed, now: Date): void {
  device.seq += 1
  const { seq, skewMs, isMeasured } = device
  const clock = { at: new Date(now.getTime() + skewMs).toISOString(), offsetMs: isMeasured ? -skewMs : null }
  const scan = { id: randomUUID(), seq, ...clock, operatorId: null, ...deed } as ScanInput
  device.made.push(scan)
  device.outbox.push(scan)
}

async function newTrip(model: Model, world: World): Promise<void> {
  const [device] = world.devices
  if (!device) throw new Error('a device is wanted')
  model.trips.unshift((await openTrip(world.ctx, device, { carrier: 'SF' })).code)
}

const truck = command<Record<string, never>>('truck comes', {}, { run: newTrip })

const sends = command<{ device: number; again: number; mishap: Break | null }>(
  'device sends',
  { device: fc.nat(1), again: which, mishap },
  { run: (model, world, { device: at, again, mishap }) => sync(model, world, { at, again, broken: mishap }) },
)

const HOUR = 3_600_000
const clock = command<{ device: number; skewMs: number; isMeasured: boolean }>(
  'clock of device',
  { device: fc.nat(1), skewMs: fc.constantFrom(0, 40_000, 3 * HOUR, -3 * HOUR), isMeasured: fc.boolean() },
  {
    run: async (model, _world, { device, skewMs, isMeasured }) =>
      void Object.assign(model.device(device), { skewMs, isMeasured }),
  },
)

const revoked = command<{ device: number; mishap: Break | null }>(
  'device is taken out of use',
  { device: fc.nat(1), mishap },
  {
    can: ({ devices }) => devices.every(({ isRevoked }) => !isRevoked),
    async run(model, world, { device: at, mishap }) {
      const { id } = pick(world.devices, at)
      await world.surely(mishap, ({ ctx }) => revokeDevice(ctx, { id }))
      model.device(at).isRevoked = true
    },
  },
)

/** A person believes what a device had sent after it was taken out of use: it takes effect now. */
async function believe(model: Model, world: World, { at, broken }: { at: number; broken: Break | null }) {
  const { id } = pick(world.devices, at)
  await world.surely(broken, ({ ctx }) => releaseQuarantine(ctx, { id }))
  for (const scan of model.device(at).made) {
    const told = model.promised.get(scan.id)
    if (told?.answer === 'quarantined' && !told.isBelieved)
      model.promised.set(scan.id, { ...told, at: world.now, isBelieved: true })
  }
}

const believed = command<{ mishap: Break | null }>(
  'person believes a device',
  { mishap: noticed },
  {
    can: ({ devices }) => devices.some(({ isRevoked }) => isRevoked),
    run: (model, world, { mishap }) =>
      believe(model, world, { at: model.devices.findIndex(({ isRevoked }) => isRevoked), broken: mishap }),
  },
)

/** Both devices send all that they have, and it is believed. */
export async function syncAll(model: Model, world: World): Promise<void> {
  for (const [at, { isRevoked }] of model.devices.entries()) {
    await sync(model, world, { at, again: 3, broken: null })
    if (isRevoked) await believe(model, world, { at, broken: null })
  }
}

export const FLOOR = [...Array.from({ length: 13 }, () => scans), truck, sends, sends, clock, revoked, believed]
