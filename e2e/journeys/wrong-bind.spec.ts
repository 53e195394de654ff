import { equal } from 'node:assert/strict'
import type { OrderPage } from '@baton/contract'
import { Pda } from '../device/pda.ts'
import type { Journey } from './journey.ts'
import { ask, prepareFloor, RECEIVER } from './stage/floor.ts'
import { inspect } from './stage/inspect.ts'
import type { Stage } from './stage/stage.ts'
import { until } from './stage/until.ts'

const [WRONG, RIGHT] = ['SF7700000000201', 'SF7700000000202']

async function idOf(stage: Stage, number: string): Promise<string> {
  const input = encodeURIComponent(JSON.stringify({ filter: { q: number } }))
  let id: string | undefined
  await until(async () => {
    id = (await ask<OrderPage>(stage, `orders.list?input=${input}`)).rows[0]?.id
    return id !== undefined
  }, `the order ${number}`)
  return id ?? ''
}

const wrongBind: Journey = {
  title:
    'a waybill bound to the wrong order comes off with one tap, without network too; later the supervisor takes it off',
  async run(stage) {
    for (const number of ['WB-1', 'WB-2']) await stage.ownShop.pushOrder(number, { receiver: RECEIVER })
    const { enrolment } = await prepareFloor(stage, '手持 21')
    await stage.enterAs('supervisor')
    const [id, other] = [await idOf(stage, 'WB-1'), await idOf(stage, 'WB-2')]
    const pda = await Pda.unpack(stage.system)
    try {
      await pda.switchOn()
      await pda.enrol(enrolment.code)
      await takeBack(stage, pda, id)
      await takeBackOffline(pda, other)
    } finally {
      await pda.discard()
    }
    await takeOff(stage, id)
  },
}

/** The wrong one goes, the right one is asked for and bound; then it is the right one that was wrong. */
async function takeBack(stage: Stage, pda: Pda, id: string): Promise<void> {
  const { page } = pda
  await pda.scan([id])
  await page.getByText('扫面单绑定').waitFor()
  await pda.scan([WRONG])
  await page.getByText(`面单 ${WRONG}`).waitFor()
  await pda.allSent()
  const undo = page.getByRole('button', { name: /撤销 \d+ 秒/ })
  await undo.filter({ hasText: '绑定运单' }).waitFor()
  await inspect({ page, complaints: stage.complaints }, 'a bind that can be taken back')
  await undo.dblclick()
  await page.getByText('扫面单绑定').waitFor()
  await pda.keeps(3)
  await pda.allSent()
  await undo.filter({ hasText: '打包开始' }).waitFor()
  await inspect({ page, complaints: stage.complaints }, 'a bind that was taken back')
  await pda.scan([RIGHT])
  await page.getByText(`面单 ${RIGHT}`).waitFor()
  await page.reload()
  await undo.filter({ hasText: '绑定运单' }).waitFor()
  await page.getByRole('button', { name: '完成' }).click()
}

/** The waybill that came off is free, and comes off anew while nothing of it was told. */
async function takeBackOffline(pda: Pda, id: string): Promise<void> {
  const { page } = pda
  pda.front.set('shut')
  await pda.scan([id])
  await pda.keeps(5)
  await pda.scan([WRONG])
  await page.getByText(`面单 ${WRONG}`).waitFor()
  await page
    .getByRole('button', { name: /撤销 \d+ 秒/ })
    .filter({ hasText: '绑定运单' })
    .click()
  await page.getByText(`面单 ${WRONG}`).waitFor({ state: 'detached' })
  await pda.scan(['SF7700000000203'])
  await pda.keeps(8)
  pda.front.set('open')
  await pda.allSent()
  equal(await page.getByRole('region', { name: '次扫描被拒绝' }).count(), 0)
}

async function takeOff(stage: Stage, id: string): Promise<void> {
  const { page } = stage
  await stage.open(`/admin/orders/detail/?id=${id}`)
  const parcels = page.getByRole('region', { name: '包裹' })
  await parcels.getByText(RIGHT).waitFor()
  await inspect(stage, 'an order whose waybill can be taken off')
  await parcels.getByRole('button', { name: '解除绑定' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('原因').fill('面单贴错了订单')
  await inspect(stage, 'the dialog that takes a waybill off')
  await dialog.getByRole('button', { name: '解除绑定' }).click()
  await dialog.waitFor({ state: 'detached' })
  await parcels.waitFor({ state: 'detached' })
  const line = page.getByRole('listitem').filter({ hasText: '绑错的运单由人员解除' })
  await line.getByText('面单贴错了订单').waitFor()
  await inspect(stage, 'an order whose waybill was taken off')
}

export const journeys: readonly Journey[] = [wrongBind]
