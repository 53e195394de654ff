import { match } from 'node:assert/strict'
import type { OrderDetail } from '@baton/contract'
import type { AfterSaleSnapshot } from '@baton/platforms'
import { Pda } from '../device/pda.ts'
import type { Journey } from './journey.ts'
import { ask, orderOf, prepareFloor, RECEIVER } from './stage/floor.ts'
import { inspect } from './stage/inspect.ts'
import { picture } from './stage/picture.ts'
import type { Stage } from './stage/stage.ts'
import { until } from './stage/until.ts'

const DESK = { width: 1440, height: 900 }
const [SENT, BACK, UNKNOWN] = ['SF7700000000501', 'YT7700000000502', 'YT7700000000503']

const STRANGER = 'RETURN-2'

/** A shipped order whose buyer sends its goods back; `waybill`: as far as they told it. */
async function returning(stage: Stage, number: string, told: { sent: string; waybill?: string }): Promise<OrderDetail> {
  const sale: AfterSaleSnapshot = {
    ...{ afterSaleNumber: `AS-${number}`, orderNumber: number, kind: 'return', nativeStatus: 'goods_returning' },
    ...{ version: Date.now(), amountFen: 4900, wholeOrder: true, respondBy: null },
    ...(told.waybill && { returnParcel: { carrier: 'YTO', waybill: told.waybill } }),
  }
  await stage.ownShop.pushOrder(number, {
    ...{ receiver: RECEIVER, nativeStatus: 'shipped', shippedAt: new Date(), afterSales: [sale] },
    parcels: [{ carrier: 'SF', waybill: told.sent, lineNumbers: [] }],
  })
  const { id } = await orderOf(stage, number)
  let order: OrderDetail | undefined
  await until(async () => {
    order = await ask<OrderDetail>(stage, `orders.get?input=${encodeURIComponent(JSON.stringify({ id }))}`)
    return (order?.afterSales.length ?? 0) > 0
  }, `the return of ${number}`)
  if (!order) throw new Error('no order')
  return order
}

async function takeIn({ page }: Pda, code: string, scan: () => Promise<void>): Promise<void> {
  await scan()
  await page.getByText('已收货，请质检').waitFor()
  await page.getByText(code).first().waitFor()
}

/** By its work order, and one that nobody knows; neither is inspected yet. */
async function atTheDoor(pda: Pda, workOrder: string): Promise<void> {
  await pda.page.getByRole('button', { name: '退货收货' }).click()
  for (const code of [workOrder, UNKNOWN]) {
    await takeIn(pda, code, () => pda.scan([code]))
    await pda.page.getByRole('button', { name: '稍后质检' }).click()
    await pda.page.getByText('扫退货面单或退货工单').waitFor()
  }
  await pda.allSent()
}

const comesBack: Journey = {
  title:
    'a return is taken in by its work order and waits with its time left; a parcel without an owner is given one, and its inspection ends the wait',
  async run(stage) {
    const { page } = stage
    await stage.enterAs('ops')
    const order = await returning(stage, 'RETURN-1', { sent: SENT, waybill: BACK })
    const other = await returning(stage, STRANGER, { sent: `${SENT}9` })
    const workOrder = order.afterSales[0]?.workOrder ?? ''
    match(workOrder, /^RW-[A-Z0-9]{8}$/)
    const pda = await Pda.unpack(stage.system)
    try {
      await pda.switchOn()
      await pda.enrol((await prepareFloor(stage, '退货台 1')).enrolment.code)
      await atTheDoor(pda, workOrder)
      await stage.enterAs('ops')
      await stage.open(`/admin/returns/?stage=expected&q=${workOrder}`)
      await page.getByText('不在这一阶段，在这里：').waitFor()
      await page.getByRole('button', { name: '待质检 1', exact: true }).last().click()
      const card = page.getByRole('list', { name: '退货列表' }).getByRole('listitem')
      await card
        .filter({ hasText: order.id })
        .getByText(/^剩 3 小时/)
        .waitFor()
      await card.getByText(BACK).waitFor()
      await picture(page, 'returns')
      await inspect(stage, 'a return that waits for its inspection')
      await page.setViewportSize(DESK)
      await nameOwner(stage)
      await page.getByRole('button', { name: /^待质检/ }).click()
      await card.filter({ hasText: other.id }).getByText('由 ', { exact: false }).waitFor()
      await pda.scan([BACK])
      await pda.page.getByRole('button', { name: '破损' }).click()
      await pda.page.getByRole('button', { name: '记录质检' }).click()
      await pda.page.getByText('扫退货面单或退货工单').waitFor()
      await pda.allSent()
    } finally {
      await pda.discard()
    }
    await onTheOrder(stage, order, workOrder)
  },
}

async function nameOwner(stage: Stage): Promise<void> {
  const { page } = stage
  await page.getByRole('button', { name: /^无主包裹 / }).click()
  const parcel = page.getByRole('list', { name: '无主包裹列表' }).getByRole('listitem').filter({ hasText: UNKNOWN })
  await parcel.getByText(/退货台 1/).waitFor()
  await inspect(stage, 'parcels without an owner')
  await page.setViewportSize(DESK)
  await parcel.getByRole('button', { name: `关联订单：${UNKNOWN}` }).click()
  const dialog = page.getByRole('dialog')
  await inspect(stage, 'naming the order of a parcel')
  await page.setViewportSize(DESK)
  await dialog.getByLabel('订单号或退货工单').fill(STRANGER)
  await dialog.getByRole('button', { name: '关联订单' }).click()
  await parcel.waitFor({ state: 'detached' })
}

/** Its page shows the return, and the timeline both scans. */
async function onTheOrder(stage: Stage, { id }: OrderDetail, workOrder: string): Promise<void> {
  const { page } = stage
  await stage.open(`/admin/orders/detail/?id=${id}`)
  const returns = page.getByRole('region', { name: '退货', exact: true })
  await returns.getByText(workOrder).waitFor()
  await returns.getByText('破损').waitFor()
  const timeline = page.getByRole('region', { name: '时间线' })
  await timeline.getByText('退货收货').first().waitFor()
  await timeline.getByText('退货质检').first().waitFor()
  await inspect(stage, 'the order of a return')
}

export const journeys: readonly Journey[] = [comesBack]
