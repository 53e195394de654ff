import { ok } from 'node:assert/strict'
import type { Journey } from './journey.ts'
import { closeReviewAlert } from './stage/close-alert.ts'
import { connectErp, ship } from './stage/connect-erp.ts'
import { inspect } from './stage/inspect.ts'
import { picture } from './stage/picture.ts'

const looksAfterTheFloor: Journey = {
  title: 'a supervisor lands on the board, hears an alert while it is open, and takes it there',
  async run(stage) {
    const { page } = stage
    await stage.enterAs('ops')
    const script = await connectErp(stage, '看板脚本')
    await stage.enterAs('supervisor')
    await stage.open('/')
    await page.waitForURL('**/board/')
    const figures = page.locator('dl')
    await figures.getByText('已超时').waitFor()
    const { number } = await stage.sandbox.order('taobao')
    await ship(script, number, 'JT')
    const alerts = page.getByRole('region', { name: /等人处理的告警/ })
    const own = alerts.getByRole('listitem').filter({ hasText: /淘宝.*人工复核/ })
    await own.waitFor()
    const inMinutes = (minutes: number) => ({ shipBy: new Date(Date.now() + minutes * 60_000) })
    await stage.ownShop.pushOrder('BOARD-SOON', inMinutes(25))
    await stage.ownShop.pushOrder('BOARD-LATE', inMinutes(-65))
    const first = page
      .getByRole('region', { name: /最急的订单/ })
      .getByRole('listitem')
      .first()
    await first.getByText(/已超 1 小时/).waitFor()
    await inspect(stage, 'the board with an alert')
    await picture(page, 'board-360')
    await page.setViewportSize({ width: 1440, height: 900 })
    await picture(page, 'board')
    await own.getByRole('button', { name: '我知道了' }).click()
    await own.waitFor({ state: 'detached' })
    const choice = page.getByRole('combobox', { name: '仓库' })
    const [, warehouse] = await choice.locator('option').allTextContents()
    await choice.selectOption({ label: warehouse ?? '' })
    await page.reload()
    await figures.getByText('已超时').waitFor()
    ok((await choice.locator('option:checked').textContent()) === warehouse, 'the chosen warehouse stays')
    await closeReviewAlert(stage, '淘宝')
  },
}

export const journeys: readonly Journey[] = [looksAfterTheFloor]
