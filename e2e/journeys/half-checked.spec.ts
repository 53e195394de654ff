import { equal } from 'node:assert/strict'
import { Pda } from '../device/pda.ts'
import type { Journey } from './journey.ts'
import { orderOf, prepareFloor, RECEIVER } from './stage/floor.ts'
import { inspect } from './stage/inspect.ts'
import type { Stage } from './stage/stage.ts'

const [HALF, NEXT] = ['SF7700000000311', 'SF7700000000322']
const SKU = 'HALF-MUG'

async function order(stage: Stage, number: string, waybill: string): Promise<void> {
  const line = { lineNumber: '1', itemNumber: 'I', sku: SKU, title: '搪瓷马克杯', quantity: 2, priceFen: 6400 }
  const parcels = [{ carrier: 'SF', waybill, lineNumbers: [] }]
  await stage.ownShop.pushOrder(number, { lines: [line], parcels, receiver: RECEIVER })
  await stage.enterAs('ops')
  await orderOf(stage, number)
}

const halfChecked: Journey = {
  title: 'a parcel that is checked in part is not left for the next one by accident, but by a second scan',
  async run(stage) {
    await order(stage, 'HALF-1', HALF)
    await order(stage, 'HALF-2', NEXT)
    const pda = await Pda.unpack(stage.system)
    try {
      await pda.switchOn()
      await pda.enrol((await prepareFloor(stage, '手持')).enrolment.code)
      const { page } = pda
      await pda.scan([HALF])
      await page.getByRole('heading', { name: '已核对 0 / 2' }).waitFor()
      await pda.scan([SKU])
      await page.getByRole('heading', { name: '已核对 1 / 2' }).waitFor()
      await pda.scan([NEXT])
      await page.getByText('这单还没核完').waitFor()
      await page.getByText('接着扫商品；要放下它，再扫一次').waitFor()
      await inspect({ page, complaints: stage.complaints }, 'a parcel that is checked in part')
      equal((await pda.counts()).onDevice, 2)
      await pda.scan([NEXT])
      await page.getByRole('heading', { name: '已核对 0 / 2' }).waitFor()
      await pda.keeps(3)
      await pda.allSent()
    } finally {
      await pda.discard()
    }
  },
}

export const journeys: readonly Journey[] = [halfChecked]
