import type { Fault } from './fault.ts'
import { placeOrders } from './harness/packed-orders.ts'
import { ScanDevice } from './harness/scan-device.ts'

const RACES = 50

/** Two PDAs scan one parcel at the same moment, fifty times: one packs and one loads it, the other hears that it is done. */
export const twoDevices: Fault = {
  id: 'F15',
  title: 'two devices, one parcel',
  async run(ground) {
    const waybills = await placeOrders(ground, RACES, 'R')
    const devices = await Promise.all([1, 2].map(() => ScanDevice.enrol(ground.system, '华东仓')))
    const trip = await devices[0]?.openTrip('SF')
    const answersOf = async (deed: Parameters<ScanDevice['scan']>[0]) => {
      const scans = devices.map((device) => device.scan(deed).id)
      await Promise.all(devices.map((device) => device.sync()))
      return devices.map((device, at) => device.outcomes.get(scans[at] ?? '')?.answer).sort()
    }
    for (const waybill of waybills) {
      const packed = await answersOf({ kind: 'pack_start', code: waybill })
      ground.check(packed.join() === 'already_packing,packing_started', `both packed ${waybill}: ${packed}`)
      const loaded = await answersOf({ kind: 'load', waybill, trip: trip?.code ?? '' })
      ground.check(loaded.join() === 'already_loaded,loaded', `both loaded ${waybill}: ${loaded}`)
    }
    const [row] = await ground.owner<{ n: number }[]>`
      SELECT count(*)::int AS n FROM order_events WHERE cause IN ('scan.pack_start', 'scan.load')`
    ground.check(row?.n === 2 * RACES, `${row?.n} events of ${2 * RACES}`)
    ground.notes.push(`${RACES} parcels, ${row?.n} events`)
  },
}
