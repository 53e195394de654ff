import { equal } from 'node:assert/strict'
import type { OrderDetail } from '@baton/contract'
import { Pda } from '../device/pda.ts'
import type { Journey } from './journey.ts'
import { ask, orderOf, prepareFloor, RECEIVER } from './stage/floor.ts'
import { inspect } from './stage/inspect.ts'
import type { Stage } from './stage/stage.ts'
import { until } from './stage/until.ts'

const [VOID, ANEW, FIRST] = ['SF7700000000401', 'SF7700000000402', 'SF7700000000403']

async function isVoid(stage: Stage, id: string): Promise<boolean> {
  const order = await ask<OrderDetail>(stage, `orders.get?input=${encodeURIComponent(JSON.stringify({ id }))}`)
  return order.parcels.some((one) => one.isLabelOutdated)
}

const relabel: Journey = {
  title:
    'a void label stops the hand, its slip asks for a new one, and the order leaves with that; a label scanned before its slip shows what goes in',
  async run(stage) {
    const parcels = [{ carrier: 'SF', waybill: VOID, lineNumbers: [] }]
    await stage.ownShop.pushOrder('RL-1', { receiver: RECEIVER, parcels })
    await stage.ownShop.pushOrder('RL-2', { receiver: RECEIVER })
    const { enrolment } = await prepareFloor(stage, '手持 41')
    await stage.enterAs('supervisor')
    const [{ id }, other] = [await orderOf(stage, 'RL-1'), await orderOf(stage, 'RL-2')]
    const pda = await Pda.unpack(stage.system)
    try {
      await pda.switchOn()
      await pda.enrol(enrolment.code)
      await pda.scan([VOID])
      await pda.keeps(1)
      await pda.allSent()
      await pda.page.getByRole('button', { name: '完成' }).click()
      await stage.ownShop.pushOrder('RL-1', { receiver: { ...RECEIVER, address: '别处 9 号' }, parcels })
      await until(async () => isVoid(stage, id), 'the new address')
      await bindAnew(stage, pda, id)
      await labelFirst(pda, other.id)
      equal((await orderOf(stage, 'RL-1')).state, 'shipped')
    } finally {
      await pda.discard()
    }
  },
}

async function bindAnew(stage: Stage, pda: Pda, id: string): Promise<void> {
  const { page } = pda
  const understood = page.getByRole('button', { name: '知道了，已放下' })
  await page.reload()
  await page.getByRole('heading', { name: '扫任何码开始' }).waitFor()
  await pda.scan([VOID])
  await page.getByRole('heading', { name: '停：收件地址已变更' }).waitFor()
  await understood.click()
  await page.getByRole('button', { name: '查一下' }).click()
  await pda.scan([id])
  await page.getByRole('button', { name: '退出' }).click()
  await pda.scan([id])
  await page.getByRole('heading', { name: '停：收件地址已变更' }).waitFor()
  await understood.click()
  await page.getByText('扫新包裹的面单').waitFor()
  await inspect({ page, complaints: stage.complaints }, 'an order whose label is void')
  await pda.scan([ANEW])
  await page.getByText(`面单 ${ANEW}`).waitFor()
  await pda.allSent()
  await page.getByRole('link', { name: '装车' }).click()
  await page.getByRole('button', { name: '开新的一车' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '顺丰速运' }).click()
  await page.getByRole('heading', { name: '顺丰速运' }).waitFor()
  await pda.scan([ANEW])
  await page.getByRole('list', { name: '刚装的' }).getByText('0402').waitFor()
  await pda.allSent()
  await page.getByRole('button', { name: '退出' }).click()
}

async function labelFirst(pda: Pda, id: string): Promise<void> {
  const { page } = pda
  await pda.scan([FIRST])
  await page.getByText('本机还没有这单的商品').waitFor()
  await pda.scan([id])
  await page.getByText(`面单 ${FIRST}`).waitFor()
  await page.getByText('已核对 0 / 2').waitFor()
}

export const journeys: readonly Journey[] = [relabel]
