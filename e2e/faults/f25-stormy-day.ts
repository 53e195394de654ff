import { setTimeout as pause } from 'node:timers/promises'
import type { CarrierCode } from '@baton/contract'
import { signIn } from '../session.ts'
import type { Fault } from './fault.ts'
import type { Ground } from './harness/ground.ts'
import { quiet } from './harness/quiet.ts'
import { ScanDevice } from './harness/scan-device.ts'
import { type WorldControl, worldControl } from './harness/world-control.ts'

const STORM_MS = 60_000
const CALM_MS = 180_000
/** A simulated day takes five minutes. */
const SPEED = 300
const TROUBLES = [
  'duplicate',
  'reorder',
  'delay',
  'bad_signature',
  'replay',
  'garbage',
  'disconnect',
  'fault_429',
  'fault_500',
  'fault_timeout',
  'expire_tokens',
  'release',
]

/** Seven channels in fast motion, two PDAs and a person at the same orders, and something going wrong every second. */
export const stormyDay: Fault = {
  id: 'F25',
  title: 'a day in fast motion, everything at once',
  sandbox: true,
  losesMessages: true,
  async run(ground) {
    const world = worldControl(ground.system.sandboxUrl ?? '')
    const seed = Number(process.env.BATON_SEED ?? Date.now() % 1_000_000)
    const until = performance.now() + STORM_MS
    const storm = { ground, world, random: seeded(seed), isOver: () => performance.now() > until }
    await world.run(SPEED)
    const [packed] = await Promise.all([
      Promise.all(['华东仓', '华南仓'].map((warehouse) => workFloor(storm, warehouse))),
      makeTrouble(storm),
      holdAndLift(storm),
    ])
    await world.inject({ kind: 'release' })
    await world.rest()
    const unrest = await quiet(ground.owner, CALM_MS, { mayWait: true })
    ground.check(unrest === null, `not calm in the end: ${unrest}`)
    const [row] = await ground.owner<{ orders: number; events: number; attempts: number }[]>`
      SELECT (SELECT count(*)::int FROM orders) AS orders, (SELECT count(*)::int FROM channel_events) AS events,
             (SELECT count(*)::int FROM attempts) AS attempts`
    const scans = packed.reduce((sum, count) => sum + count, 0)
    ground.check((row?.orders ?? 0) > 100 && scans > 100, 'there was hardly any weather')
    ground.notes.push(
      `${row?.orders} orders, ${row?.events} events, ${scans} scans, ${row?.attempts} attempts, seed ${seed}`,
    )
  },
}

interface Storm {
  readonly ground: Ground
  readonly world: WorldControl
  /** A whole number below the given one. */
  random(below: number): number
  isOver(): boolean
}

/** Mulberry32: the same seed makes the same choices; what they meet depends on the clock. */
function seeded(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

async function makeTrouble({ world, random, isOver }: Storm): Promise<void> {
  while (!isOver()) {
    const kind = TROUBLES[random(TROUBLES.length)] ?? 'duplicate'
    // With nothing there to spoil the world refuses, and that is all right
    await world.inject({ kind, times: 1 + random(10), ...(kind === 'delay' ? { hours: 26 } : {}) }).catch(() => {})
    await pause(1000)
  }
}

/** Somebody stops orders for a risk and lets them go again. */
async function holdAndLift({ ground, random, isOver }: Storm): Promise<void> {
  const cookie = await signIn(ground.system, 'ops')
  const post = (path: string, input: object) =>
    fetch(`${ground.system.baseUrl}/api/trpc/${path}`, {
      method: 'POST',
      headers: { cookie, origin: ground.system.baseUrl, 'content-type': 'application/json' },
      body: JSON.stringify(input),
    })
  while (!isOver()) {
    const [order] = await ground.owner<{ id: string }[]>`SELECT id FROM orders ORDER BY random() LIMIT 1`
    if (order) {
      const answer = await (random(2) === 0
        ? post('orders.hold', { orders: { ids: [order.id] }, reason: 'risk', note: 'storm' })
        : post('orders.lift', { ids: [order.id], reason: 'risk' }))
      ground.check(answer.status < 500, `a person heard ${answer.status}`)
    }
    await pause(200)
  }
}

/** Packs, binds, loads and takes back what it finds, with every fourth answer lost. Returns how many scans were answered. */
async function workFloor({ ground, random, isOver }: Storm, warehouse: string): Promise<number> {
  const device = await ScanDevice.enrol(ground.system, warehouse)
  const trips = new Map<string, string>()
  const packed: { waybill: string; carrier: CarrierCode }[] = []
  while (!isOver()) {
    for (const order of await findWork(ground)) {
      const { waybill = `SF9${String(random(1e9)).padStart(11, '0')}`, carrier = 'SF' } = order
      if (order.waybill === undefined) device.scan({ kind: 'bind', orderId: order.id, waybill, carrier })
      device.scan({ kind: 'pack_start', code: waybill })
      packed.push({ waybill, carrier })
    }
    for (const { waybill, carrier } of packed.splice(0, packed.length - 5)) {
      const trip = trips.get(carrier) ?? (await device.openTrip(carrier)).code
      trips.set(carrier, trip)
      const loaded = device.scan({ kind: 'load', waybill, trip })
      if (random(5) === 0) device.scan({ kind: 'undo', scanId: loaded.id })
    }
    await device.sync({ fate: () => (random(4) === 0 ? 'reply_lost' : 'answered') })
    await pause(500)
  }
  return device.outcomes.size
}

async function findWork({ owner }: Ground) {
  const rows = await owner<{ id: string; waybill: string | null; carrier: CarrierCode | null }[]>`
    SELECT o.id, s.waybill, s.carrier FROM orders o
    LEFT JOIN shipment_lines l ON l.order_id = o.id LEFT JOIN shipments s ON s.id = l.shipment_id
    WHERE o.state IN ('to_ship', 'packing', 'shipped') ORDER BY random() LIMIT 6`
  return rows.map(({ id, waybill, carrier }) => ({
    id,
    ...(waybill !== null && carrier !== null ? { waybill, carrier } : {}),
  }))
}
