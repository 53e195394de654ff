import { seeded } from '../codes/random.ts'
import { complaintsOfShift } from '../device/check-shift.ts'
import { planShift, workShift } from '../device/shift.ts'
import type { Fault } from './fault.ts'
import { withPda } from './harness/floor.ts'
import type { Ground } from './harness/ground.ts'
import { checkShippedOnce, placeOrders } from './harness/packed-orders.ts'
import { ScanDevice } from './harness/scan-device.ts'

const SCANS = Number(process.env.BATON_SCANS ?? 10_000)
const ORDERS = 200
const TRIPS = 8
const WEATHER = { repliesLost: 40, cut: 15, keysEvery: 10 }

/** A shift of 10,000 scans in a real browser, one in ten typed key by key, under a network that is cut at random. */
export const shiftInBrowser: Fault = {
  id: 'F26',
  title: 'a shift in a browser whose network is cut at random',
  web: true,
  onlyNamed: true,
  async run(ground) {
    const known = await placeOrders(ground, Math.min(ORDERS, SCANS / 4))
    const trips = await openTrips(ground, Math.min(TRIPS, Math.ceil(SCANS / 100)))
    const seed = Number(process.env.BATON_SEED ?? Date.now() % 1_000_000)
    const random = seeded(seed)
    const shift = planShift({ scans: SCANS, known, trips, random })
    await withPda(ground, async (pda) => {
      const started = performance.now()
      const { outages, repliesLost, cut } = await workShift(pda, shift, { ...WEATHER, random })
      const seconds = (performance.now() - started) / 1000
      const { onDevice, onServer } = await pda.counts()
      ground.check(onDevice === SCANS && onServer === SCANS, `the screen says ${onDevice} / ${onServer} of ${SCANS}`)
      ground.complaints.push(...(await complaintsOfShift(ground.owner, 'PDA 1', shift)))
      await checkShippedOnce(ground, known.length)
      const weather = `${outages} outages, ${repliesLost} replies lost, ${cut} calls cut, seed ${seed}`
      ground.notes.push(`${SCANS} scans, one in ten by keys, ${(SCANS / seconds).toFixed(0)} a second, ${weather}`)
    })
  },
}

/** Somebody else opens the trucks. */
async function openTrips({ system }: Ground, count: number): Promise<readonly string[]> {
  const office = await ScanDevice.enrol(system, '华东仓')
  const trips: string[] = []
  while (trips.length < count) trips.push((await office.openTrip('SF')).code)
  return trips
}
