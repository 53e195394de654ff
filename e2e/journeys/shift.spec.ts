import { deepEqual, ok } from 'node:assert/strict'
import postgres from 'postgres'
import { seeded } from '../codes/random.ts'
import { complaintsOfShift } from '../device/check-shift.ts'
import { Pda } from '../device/pda.ts'
import { planShift, workShift } from '../device/shift.ts'
import { ScanDevice } from '../faults/harness/scan-device.ts'
import type { Journey } from './journey.ts'
import { orderOf, prepareFloor, RECEIVER } from './stage/floor.ts'
import { until } from './stage/until.ts'

const SCANS = 120
const DEVICE = '手持 31'

const shortShift: Journey = {
  title: 'a short shift under a network that is cut at random: each scan is at the server once, in its order',
  async run(stage) {
    const known = ['SF7700000003101', 'SF7700000003102', 'SF7700000003103']
    for (const [at, waybill] of known.entries()) {
      const parcels = [{ carrier: 'SF', waybill, lineNumbers: [] }]
      await stage.ownShop.pushOrder(`SHIFT-${at}`, { receiver: RECEIVER, parcels })
    }
    const { enrolment } = await prepareFloor(stage, DEVICE)
    const trip = await (await ScanDevice.enrol(stage.system, '华东仓')).openTrip('SF')
    const random = seeded(31)
    const shift = planShift({ scans: SCANS, known, trips: [trip.code], random })
    const pda = await Pda.unpack(stage.system)
    const owner = postgres(stage.system.ownerUrl, { max: 1, onnotice: () => {} })
    try {
      await pda.switchOn()
      await pda.enrol(enrolment.code)
      const { outages, repliesLost, cut } = await workShift(pda, shift, {
        random,
        repliesLost: 40,
        cut: 15,
        keysEvery: null,
      })
      ok(outages > 0 && repliesLost > 0 && cut > 0, `${outages} outages, ${repliesLost} replies lost, ${cut} calls cut`)
      deepEqual(await complaintsOfShift(owner, DEVICE, shift), [])
      deepEqual(await pda.counts(), { onDevice: SCANS, onServer: SCANS })
    } finally {
      await owner.end()
      await pda.discard()
    }
    await stage.enterAs('ops')
    for (const at of known.keys())
      await until(async () => (await orderOf(stage, `SHIFT-${at}`)).state === 'shipped', `SHIFT-${at} has shipped`)
  },
}

export const journeys: readonly Journey[] = [shortShift]
