import { equal } from 'node:assert/strict'
import { Pda } from '../device/pda.ts'
import type { Journey } from './journey.ts'
import { orderOf, prepareFloor, RECEIVER } from './stage/floor.ts'
import { inspect } from './stage/inspect.ts'
import { picture } from './stage/picture.ts'
import type { Stage } from './stage/stage.ts'

const [HERE, OFFLINE] = ['SF7700000000921', 'SF7700000000922']
const DESK = { width: 1440, height: 900 }

async function withPdas(stage: Stage, names: readonly string[], work: (pdas: readonly Pda[]) => Promise<void>) {
  const pdas: Pda[] = []
  try {
    for (const name of names) {
      const pda = await Pda.unpack(stage.system)
      pdas.push(pda)
      await pda.switchOn()
      await pda.enrol((await prepareFloor(stage, name)).enrolment.code)
    }
    await work(pdas)
  } finally {
    for (const pda of pdas) await pda.discard()
  }
}

async function openTrip({ page }: Pda): Promise<string> {
  await page.getByRole('link', { name: '装车' }).click()
  await page.getByRole('button', { name: '开新的一车' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '顺丰速运' }).click()
  await page.getByRole('heading', { name: '顺丰速运' }).waitFor()
  return (await page.getByText(/^TR-/).first().textContent()) ?? ''
}

/** One truck, two PDAs; the second has no network while the first hands the truck over. Answers its code. */
async function loadApart([first, second]: readonly Pda[]): Promise<string> {
  if (!first || !second) throw new Error('two PDAs are wanted')
  await first.scan([HERE, OFFLINE])
  await first.keeps(2)
  const trip = await openTrip(first)
  await second.scan([trip])
  await second.page.getByRole('heading', { name: '顺丰速运' }).waitFor()
  second.front.set('shut')
  await second.scan([OFFLINE])
  await second.keeps(1)
  await first.scan([HERE])
  await first.keeps(3)
  await first.allSent()
  await first.page.getByRole('button', { name: '交接', exact: true }).click()
  await first.page.getByRole('button', { name: '确认交接 1 件' }).click()
  await first.page.getByRole('heading', { name: '扫任何码开始' }).waitFor()
  await first.allSent()
  second.front.set('open')
  await second.allSent()
  equal(await second.page.getByRole('region', { name: '次扫描被拒绝' }).count(), 0)
  return trip
}

const late: Journey = {
  title: 'a truck that left is found with its list; what a PDA without network had loaded before is on it, and marked',
  async run(stage) {
    const { page } = stage
    for (const waybill of [HERE, OFFLINE])
      await stage.ownShop.pushOrder(`LATE-${waybill}`, {
        receiver: RECEIVER,
        parcels: [{ carrier: 'SF', waybill, lineNumbers: [] }],
      })
    await stage.enterAs('ops')
    await orderOf(stage, `LATE-${OFFLINE}`)
    let trip = ''
    await withPdas(stage, ['手持 41', '手持 42'], async (pdas) => {
      trip = await loadApart(pdas)
    })
    await stage.enterAs('supervisor')
    await stage.open('/admin/hand-overs/')
    const row = page.getByRole('row').filter({ hasText: trip })
    await row.getByRole('cell', { name: '2', exact: true }).first().waitFor()
    await inspect(stage, 'the trucks of a day')
    await page.setViewportSize(DESK)
    await picture(page, 'hand-overs')
    await row.getByRole('button', { name: `${trip} 的清单` }).click()
    const list = page.getByRole('dialog')
    await list.getByText('交接后才传到').waitFor()
    equal(await list.getByRole('row').count(), 3)
    await inspect(stage, 'the list of a truck')
    await page.setViewportSize(DESK)
    await page.emulateMedia({ media: 'print' })
    equal(await page.getByText('司机签字').isVisible(), true)
    equal(await page.getByRole('navigation').first().isVisible(), false)
    await page.emulateMedia({ media: 'screen' })
    equal((await orderOf(stage, `LATE-${OFFLINE}`)).state, 'shipped')
  },
}

const fromTheFloor: Journey = {
  title: 'an order that is looked up is printed from the floor, which says what became of it, and given a reason',
  async run(stage) {
    await stage.ownShop.pushOrder('LOOK-1', { receiver: RECEIVER })
    await stage.enterAs('ops')
    const { id } = await orderOf(stage, 'LOOK-1')
    await withPdas(stage, ['手持 43'], async ([pda]) => {
      if (!pda) throw new Error('a PDA is wanted')
      const { page } = pda
      await page.getByRole('button', { name: '查一下' }).click()
      await pda.scan([id])
      await page.getByRole('button', { name: '打印面单' }).click()
      await page.getByText('已打印').waitFor()
      await stage.sandbox.breakPrinter(['paper_out'])
      await page.getByRole('button', { name: '打印装箱单' }).click()
      await page.getByText('未打印 · 缺纸').waitFor()
      await inspect({ page, complaints: stage.complaints }, 'an order that was printed from the floor')
      await stage.sandbox.breakPrinter([])
      await page.getByRole('button', { name: '会晚，说原因' }).click()
      await page.getByRole('dialog').getByRole('button', { name: '缺货补货' }).click()
      await page.getByRole('main').getByRole('status').getByText('延误原因').waitFor()
      await pda.keeps(1)
      await pda.allSent()
    })
  },
}

export const journeys: readonly Journey[] = [late, fromTheFloor]
