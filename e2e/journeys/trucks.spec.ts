import { Pda } from '../device/pda.ts'
import type { Journey } from './journey.ts'
import { prepareFloor, RECEIVER } from './stage/floor.ts'
import { inspect } from './stage/inspect.ts'
import { picture } from './stage/picture.ts'
import { openRefused } from './stage/refused.ts'
import type { Stage } from './stage/stage.ts'

const [WAYBILL, UNPACKED] = ['SF7700000000301', 'SF7700000000302']

async function openTrip({ page }: Pda): Promise<string> {
  await page.getByRole('link', { name: '装车' }).click()
  await page.getByRole('button', { name: '开新的一车' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '顺丰速运' }).click()
  await page.getByRole('heading', { name: '顺丰速运' }).waitFor()
  return (await page.getByText(/^TR-/).first().textContent()) ?? ''
}

const twoTrucks: Journey = {
  title: 'a parcel on another truck says on which, and one tap brings it over; one that was refused is scanned again',
  async run(stage) {
    for (const [number, waybill] of Object.entries({ 'TT-1': WAYBILL, 'TT-2': UNPACKED }))
      await stage.ownShop.pushOrder(number, {
        receiver: RECEIVER,
        parcels: [{ carrier: 'SF', waybill, lineNumbers: [] }],
      })
    const pdas: Pda[] = []
    try {
      for (const name of ['手持 31', '手持 32']) {
        const pda = await Pda.unpack(stage.system)
        pdas.push(pda)
        await pda.switchOn()
        await pda.enrol((await prepareFloor(stage, name)).enrolment.code)
      }
      const [first, second] = pdas
      if (first && second) await load(stage, first, second)
    } finally {
      for (const pda of pdas) await pda.discard()
    }
  },
}

async function load(stage: Stage, first: Pda, second: Pda): Promise<void> {
  const { page } = second
  await first.scan([WAYBILL])
  await first.page.getByText('搪瓷马克杯').first().waitFor()
  const trip = await openTrip(first)
  await first.scan([WAYBILL])
  await first.keeps(2)
  await first.allSent()
  await openTrip(second)
  await second.scan([WAYBILL])
  const refused = await openRefused(page)
  await refused.getByText('在另一车上').waitFor()
  await refused.getByText(trip).waitFor()
  await page.getByRole('main').getByRole('status').getByText('装车').waitFor({ state: 'detached' })
  const count = page.getByRole('heading', { name: '顺丰速运' }).locator('xpath=../..').getByText(/^\d+$/).first()
  await count.getByText('0', { exact: true }).waitFor()
  await picture(page, 'other-truck')
  await inspect({ page, complaints: stage.complaints }, 'a parcel that stands on another truck')
  await refused.getByRole('button', { name: '挪到这车' }).click()
  await refused.waitFor({ state: 'detached' })
  await page.getByRole('list', { name: '刚装的' }).getByText('0301').waitFor()
  await second.keeps(2)
  await second.allSent()
  await second.scan([UNPACKED])
  await openRefused(page)
  await refused.getByText('送回打包台，先扫打包').waitFor()
  await refused.getByRole('button', { name: '知道了' }).click()
  await first.page.getByRole('button', { name: '退出' }).click()
  await first.scan([UNPACKED])
  await first.keeps(3)
  await first.allSent()
  await second.scan([UNPACKED])
  await second.keeps(4)
  await second.allSent()
  await page.getByRole('list', { name: '刚装的' }).getByText('0302').waitFor()
  await page.getByText('服务器 2').waitFor()
}

export const journeys: readonly Journey[] = [twoTrucks]
