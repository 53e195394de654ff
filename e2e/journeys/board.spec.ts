import { ok } from 'node:assert/strict'
import type { Page } from 'playwright-core'
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
    await page.getByRole('button', { name: '打开声音提醒' }).click()
    await page.getByRole('button', { name: '声音提醒已打开' }).waitFor()
    const away = await lookAway(page)
    await ship(script, number, 'JT')
    const alerts = page.getByRole('region', { name: /等人处理的告警/ })
    const own = alerts.getByRole('listitem').filter({ hasText: /淘宝.*人工复核/ })
    await own.waitFor()
    ok((await away.notes()) > 0, 'the alert rings in a tab that nobody looks at')
    await away.back()
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
    await choice.selectOption({ index: 0 })
    await leadsToTheLate(page)
    await closeReviewAlert(stage, '淘宝')
  },
}

/** The figure counts orders, and they are one tap away. */
async function leadsToTheLate(page: Page): Promise<void> {
  await page.getByRole('link', { name: /^已超时 [1-9]/ }).click()
  await page.waitForURL('**/admin/orders/?due=late')
  const rows = page.getByRole('table').getByRole('row')
  await rows.filter({ hasText: 'BOARD-LATE' }).waitFor()
  await page.getByRole('button', { name: '超时与临期' }).click()
  await rows.filter({ hasText: 'BOARD-SOON' }).waitFor()
}

/** A page that is not looked at reads nothing by itself: what comes then, the live stream has brought. Counts the notes from now on. */
async function lookAway(page: Page) {
  await page.evaluate(() => {
    const { start } = OscillatorNode.prototype
    let notes = 0
    OscillatorNode.prototype.start = function (...at) {
      notes += 1
      document.body.setAttribute('data-notes', String(notes))
      start.apply(this, at)
    }
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' })
    window.dispatchEvent(new Event('visibilitychange'))
  })
  return {
    notes: async () => Number(await page.locator('body').getAttribute('data-notes')),
    back: () =>
      page.evaluate(() => {
        Reflect.deleteProperty(document, 'visibilityState')
        window.dispatchEvent(new Event('visibilitychange'))
      }),
  }
}

export const journeys: readonly Journey[] = [looksAfterTheFloor]
