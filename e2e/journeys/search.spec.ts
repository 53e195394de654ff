import { equal } from 'node:assert/strict'
import type { Journey } from './journey.ts'

const whatABuyerSends: Journey = {
  title: 'customer service pastes what the buyer sent and has the order; a piece of a number says that it is one',
  async run(stage) {
    const { page } = stage
    await stage.enterAs('service')
    const { number } = await stage.sandbox.order('taobao')
    const { number: other } = await stage.sandbox.order('taobao')
    await stage.open('/admin/orders/')
    const rows = page.locator('tbody').getByRole('row')
    for (const one of [number, other]) await rows.filter({ hasText: one }).waitFor()
    const field = page.getByRole('search').getByRole('textbox')
    const byPart = page.getByText('没有号码完全一致的订单')
    await field.fill(`你好，我的单${number}怎么还没到？`)
    await page.getByText('共 1 单，已全部显示').waitFor()
    await rows.filter({ hasText: number }).waitFor()
    equal(await byPart.count(), 0)
    await field.fill(`${number}\t${other}`)
    await page.getByText('共 2 单，已全部显示').waitFor()
    await field.fill(number.slice(2, -1))
    await byPart.waitFor()
    await rows.filter({ hasText: number }).getByRole('link').first().click()
    await page.getByText('为什么是这个状态').waitFor()
  },
}

export const journeys = [whatABuyerSends]
