import type { Journey } from './journey.ts'

const holdMany: Journey = {
  title: 'orders are held from the list, each answers for itself, and one is lifted on its own page',
  async run(stage) {
    const { page } = stage
    await stage.enterAs('ops')
    const numbers = [(await stage.sandbox.order('own-shop')).number, (await stage.sandbox.order('own-shop')).number]
    const shipped = (await stage.sandbox.order('own-shop', 'shipped')).number
    await stage.open('/admin/orders/')
    const rowOf = (number: string) => page.getByRole('row').filter({ hasText: number })
    for (const number of numbers) await rowOf(number).getByText('待发货').waitFor()
    await rowOf(shipped).getByText('已发货').waitFor()
    for (const number of [...numbers, shipped]) await rowOf(number).getByRole('checkbox').check()
    await page.getByText('已选 3 个').waitFor()
    await page.getByRole('button', { name: '挂起', exact: true }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('2 个订单将被挂起，1 个已发货或已取消，不能挂起').waitFor()
    await dialog.getByLabel('备注').fill('等补货')
    await dialog.getByRole('button', { name: '挂起', exact: true }).click()
    await dialog.getByText('已生效 2').waitFor()
    await dialog.getByText('已锁定 1').waitFor()
    await dialog.getByRole('button', { name: '完成' }).click()
    await rowOf(numbers[0] ?? '')
      .getByText('缺货')
      .waitFor()
    await rowOf(numbers[0] ?? '')
      .getByRole('link')
      .click()
    await page.getByRole('button', { name: '解除“缺货”' }).click()
    await page.getByRole('button', { name: '解除“缺货”' }).waitFor({ state: 'detached' })
    await page.getByRole('button', { name: '挂起', exact: true }).waitFor()
  },
}

export const journeys: readonly Journey[] = [holdMany]
