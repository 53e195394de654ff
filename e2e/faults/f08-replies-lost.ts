import { seeded } from '../codes/random.ts'
import type { Fault } from './fault.ts'
import type { Ground } from './harness/ground.ts'
import { checkShippedOnce, placeOrders } from './harness/packed-orders.ts'
import { quiet } from './harness/quiet.ts'
import { type CallFate, ScanDevice } from './harness/scan-device.ts'

const SCANS = 10_000
const ORDERS = 200

/** So many of a hundred calls lose their answer after the server has committed, and so many break off before it has heard all. */
const [REPLIES_LOST, CUT] = [50, 15]
const MOST_AT_ONCE = 200

/** A shift of 10,000 scans under a network that is cut at random: nothing is lost, nothing happens twice, the order stays. */
export const repliesLost: Fault = {
  id: 'F8',
  title: 'replies to scans lost after commit, and calls cut off',
  async run(ground) {
    const waybills = await placeOrders(ground, ORDERS)
    const device = await ScanDevice.enrol(ground.system, '华东仓')
    const trip = await device.openTrip('SF')
    writeShift(device, waybills, trip.code)
    const seed = Number(process.env.BATON_SEED ?? Date.now() % 1_000_000)
    const random = seeded(seed)
    const calls = { answered: 0, reply_lost: 0, cut: 0 } satisfies Record<CallFate, number>
    await device.sync({
      atOnce: () => 1 + Math.floor(random() * MOST_AT_ONCE),
      fate: () => {
        const lot = random() * 100
        const fate = lot < REPLIES_LOST ? 'reply_lost' : lot < REPLIES_LOST + CUT ? 'cut' : 'answered'
        calls[fate] += 1
        return fate
      },
    })
    ground.check(device.unanswered.length === 0, `${device.unanswered.length} scans were never answered`)
    await checkEachOnce(ground, device)
    ground.check((await quiet(ground.owner)) === null, 'no quiet after the shift')
    const weather = `${calls.reply_lost} replies lost, ${calls.cut} calls cut, ${calls.answered} answered, seed ${seed}`
    ground.notes.push(`${SCANS} scans, ${weather}, ${ORDERS} orders shipped once`)
  },
}

/** Every parcel is packed and loaded once; the rest of the shift scans what it has scanned before, and strangers. */
function writeShift(device: ScanDevice, waybills: readonly string[], trip: string): void {
  for (const code of waybills) {
    device.scan({ kind: 'pack_start', code })
    device.scan({ kind: 'load', waybill: code, trip })
  }
  for (let left = SCANS - device.made.length; left > 0; left -= 1) {
    const known = waybills[left % waybills.length] ?? ''
    const code = left % 4 === 0 ? `SFX${String(left).padStart(10, '0')}` : known
    device.scan(left % 2 === 0 ? { kind: 'pack_start', code } : { kind: 'load', waybill: code, trip })
  }
}

async function checkEachOnce(ground: Ground, device: ScanDevice): Promise<void> {
  const { owner, check } = ground
  const rows = await owner<{ id: string; seq: number; answer: string }[]>`
    SELECT id, seq::int AS seq, answer FROM scans ORDER BY seq`
  check(rows.length === device.made.length, `${rows.length} scans on the server, ${device.made.length} on the device`)
  const wrong = rows.find(
    (row, at) => row.id !== device.made[at]?.id || row.answer !== device.outcomes.get(row.id)?.answer,
  )
  check(wrong === undefined, `another scan or outcome than the device knows: ${JSON.stringify(wrong)}`)
  const [order] = await owner<{ n: number }[]>`
    SELECT count(*)::int AS n FROM (SELECT received_at < lag(received_at) OVER (ORDER BY seq) AS is_early FROM scans) s
    WHERE is_early`
  check(order?.n === 0, `${order?.n} scans were taken before the one that was made before them`)
  await checkShippedOnce(ground, ORDERS)
}
