import { equal, match } from 'node:assert/strict'
import type { Journey } from './journey.ts'
import { RECEIVER } from './stage/floor.ts'
import { inspect } from './stage/inspect.ts'
import type { Stage } from './stage/stage.ts'

const LINE = { lineNumber: '1', itemNumber: 'I-1', title: '搪瓷马克杯', quantity: 1, priceFen: 6400 }
const DESK = { width: 1440, height: 900 }

/** The open dialog or page, on a desk and a phone, light and dark; then a desk again. */
async function look(stage: Stage, where: string): Promise<void> {
  await inspect(stage, where)
  await stage.page.setViewportSize(DESK)
}

const holdMany: Journey = {
  title: 'orders are held from the list, each answers for itself, and one is lifted on its own page',
  async run(stage) {
    const { page } = stage
    await stage.enterAs('ops')
    const numbers = [(await stage.sandbox.order('own-shop')).number, (await stage.sandbox.order('own-shop')).number]
    const shipped = (await stage.sandbox.order('own-shop', 'shipped')).number
    await stage.open('/admin/orders/')
    const rowOf = (number: string) => page.getByRole('row').filter({ hasText: number })
    const first = rowOf(numbers[0] ?? '')
    for (const number of numbers) await rowOf(number).getByText('待发货').waitFor()
    await rowOf(shipped).getByText('已发货').waitFor()
    await page.getByRole('checkbox', { name: '选择本页' }).press('Space')
    await first.getByRole('checkbox', { checked: true }).waitFor()
    await page.getByRole('button', { name: '取消选择' }).click()
    for (const number of [...numbers, shipped]) await rowOf(number).getByRole('checkbox').check()
    const bar = page.getByRole('region', { name: '批量操作' })
    await bar.getByText('已选 3 个').waitFor()
    await look(stage, 'the list with a selection')
    await bar.getByRole('button', { name: '挂起', exact: true }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('2 个订单将被挂起，1 个已发货或已取消，不能挂起').waitFor()
    await dialog.getByLabel('备注').fill('等补货')
    await look(stage, 'the dialog to hold')
    await dialog.getByRole('button', { name: '挂起', exact: true }).click()
    await dialog.getByText('已生效 2').waitFor()
    await dialog.getByText('已锁定 1').waitFor()
    await dialog.getByText('已锁定 · 已发货，不能退回').waitFor()
    await look(stage, 'the results')
    await dialog.getByRole('button', { name: '完成' }).click()
    await first.getByText('缺货').waitFor()
    await first.getByRole('link').click()
    const lift = page.getByRole('button', { name: '解除“缺货”' })
    await lift.waitFor()
    match(await page.getByRole('listitem').filter({ has: lift }).innerText(), /由.+挂起(.|\n)*等补货/)
    await look(stage, 'the page of a held order')
    await lift.click()
    await lift.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: '挂起', exact: true }).waitFor()
  },
}

const assignMany: Journey = {
  title: 'orders are given to another warehouse from the list, with a reason; one that has left stays where it was',
  async run(stage) {
    const { page } = stage
    await stage.enterAs('ops')
    const open = ['ASSIGN-1', 'ASSIGN-2']
    for (const number of open) await stage.ownShop.pushOrder(number, { receiver: RECEIVER })
    const shipped = (await stage.sandbox.order('own-shop', 'shipped')).number
    await stage.open('/admin/orders/')
    const rowOf = (number: string) => page.getByRole('row').filter({ hasText: number })
    await rowOf(shipped).getByText('已发货').waitFor()
    for (const number of [...open, shipped]) await rowOf(number).getByRole('checkbox').check()
    const bar = page.getByRole('region', { name: '批量操作' })
    await bar.getByRole('button', { name: '分仓', exact: true }).click()
    const dialog = page.getByRole('dialog')
    const assign = dialog.getByRole('button', { name: '分仓', exact: true })
    await dialog.getByRole('combobox', { name: '分到' }).selectOption({ label: '按分仓规则' })
    equal(await assign.isDisabled(), true)
    await dialog.getByRole('combobox', { name: '分到' }).selectOption({ label: '华北仓' })
    await dialog.getByText('2 个订单将分到这里，另外 1 个不是待发货，保持不变').waitFor()
    await assign.click()
    await dialog.getByText('请填写此项').waitFor()
    await look(stage, 'the dialog to assign')
    await dialog.getByLabel('原因').fill('华东仓盘点')
    await assign.click()
    await dialog.getByText('已生效 2').waitFor()
    await dialog.getByRole('button', { name: '完成' }).click()
    await rowOf(open[0] ?? '')
      .getByRole('link')
      .click()
    await page.getByText(/^由 .+ 指定：华东仓盘点$/).waitFor()
  },
}

const stillWhileChoosing: Journey = {
  title: 'rows stay where they are while they are chosen: a new order waits above them until it is asked for',
  async run(stage) {
    const { page } = stage
    await stage.enterAs('ops')
    const { number } = await stage.sandbox.order('own-shop')
    await stage.open('/admin/orders/')
    const first = page.locator('tbody tr').first()
    await first.filter({ hasText: number }).getByRole('checkbox').check()
    await stage.sandbox.order('own-shop')
    await page.getByRole('button', { name: '1 个新订单' }).waitFor()
    await first.filter({ hasText: number }).waitFor()
    await page.getByRole('button', { name: '取消选择' }).click()
    await page.getByRole('button', { name: '1 个新订单' }).click()
    await page.locator('tbody tr').nth(1).filter({ hasText: number }).waitFor()
  },
}

const bySkuThenLifted: Journey = {
  title: 'every unshipped order of a SKU is held after a look at how many, lifted together, and checked at its channel',
  async run(stage) {
    const { page } = stage
    const lines = [{ ...LINE, sku: 'MUG-GONE' }]
    for (const number of ['SKU-1', 'SKU-2']) await stage.ownShop.pushOrder(number, { lines })
    await stage.enterAs('service')
    await stage.open('/admin/orders/?q=SKU-2')
    const row = page.getByRole('row').filter({ hasText: 'SKU-2' })
    await row.getByText('待发货').waitFor()
    await page.getByRole('button', { name: '按商品挂起' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('商品编码').fill('MUG-NONE')
    await dialog.getByText('没有未发货的订单包含这个商品').waitFor()
    await dialog.getByRole('button', { name: '挂起', exact: true, disabled: true }).waitFor()
    await dialog.getByLabel('商品编码').fill('MUG-GONE')
    await dialog.getByText('将挂起 2 个未发货订单').waitFor()
    await look(stage, 'the dialog to hold by SKU')
    await dialog.getByRole('button', { name: '挂起', exact: true }).click()
    await dialog.getByText('已生效 2').waitFor()
    await dialog.getByRole('button', { name: '完成' }).click()
    await row.getByText('缺货').waitFor()
    await row.getByRole('checkbox').check()
    const bar = page.getByRole('region', { name: '批量操作' })
    await bar.getByRole('button', { name: '解除' }).click()
    await dialog.getByText('将解除 1 个订单').waitFor()
    await look(stage, 'the dialog to lift')
    await dialog.getByRole('button', { name: '解除' }).click()
    await dialog.getByText('已生效 1').waitFor()
    await dialog.getByRole('button', { name: '完成' }).click()
    await row.getByText('缺货').waitFor({ state: 'detached' })
  },
}

const waybillsByFile: Journey = {
  title: 'waybills come by a file: a wrong line stops all, each line is previewed, shipped, and told once',
  async run(stage) {
    const { page } = stage
    for (const number of ['CSV-1', 'CSV-2']) await stage.ownShop.pushOrder(number)
    await stage.enterAs('ops')
    await stage.open('/admin/orders/?q=CSV-2')
    const row = page.getByRole('row').filter({ hasText: 'CSV-2' })
    await row.getByText('待发货').waitFor()
    await page.getByRole('button', { name: '运单导入' }).click()
    const dialog = page.getByRole('dialog')
    const text = dialog.getByLabel('或粘贴内容')
    const button = (name: string) => dialog.getByRole('button', { name, exact: true })
    await look(stage, 'the dialog to import waybills')
    await text.fill('order,carrier,waybill\nCSV-1,飞鸽,1.23E+15')
    await button('预览').click()
    await dialog.getByText('数字被表格软件改成了科学计数').waitFor()
    await button('返回修改').click()
    await text.fill(
      'order,carrier,waybill\nCSV-1,YTO,YT70001\nCSV-2,圆通速递,YT70002\nCSV-2,SF,SF70002\nCSV-9,YTO,YT70009',
    )
    await button('预览').click()
    await dialog.getByText('确认后发货 3').waitFor()
    await dialog.getByText('未匹配 1').waitFor()
    await look(stage, 'the preview of an import')
    await row.getByText('待发货').waitFor()
    await button('确认发货 3 行').click()
    await dialog.getByRole('heading', { name: '导入结果' }).waitFor()
    await dialog.getByText('已生效 3').waitFor()
    await button('完成').click()
    await row.getByText('已发货').waitFor()
    await page.getByRole('button', { name: '运单导入' }).click()
    await text.fill('order,carrier,waybill\nCSV-2,SF,SF70002\nCSV-2,ZTO,ZT70002')
    await button('预览').click()
    await dialog.getByText('已锁定 · 已用别的运单发货').waitFor()
    await dialog.getByText('重复 1').waitFor()
    await dialog.getByText('没有可以发货的行').waitFor()
  },
}

export const journeys: readonly Journey[] = [holdMany, assignMany, stillWhileChoosing, bySkuThenLifted, waybillsByFile]
