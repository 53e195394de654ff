import { equal, match } from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import type { Journey } from './journey.ts'

const explained: Journey = {
  title: 'finance sees which order is new since an hour ago, and the event that made it so',
  async run(stage) {
    const { page } = stage
    await stage.ownShop.pushOrder('DIFF-1')
    await stage.enterAs('finance')
    await stage.open('/admin/finance/reconcile/')
    const row = page.getByRole('region', { name: '新订单' }).getByRole('row').filter({ hasText: 'DIFF-1' })
    for (let seen = false; !seen; ) {
      const answered = page.waitForResponse(/reconcile.compare/)
      await page.getByRole('button', { name: '一小时前与现在' }).click()
      await answered
      await page.getByRole('button', { name: '比较', exact: true }).and(page.locator(':not([aria-busy])')).waitFor()
      seen = (await row.count()) > 0
    }
    await row.getByText('第 1 次变更').waitFor()
    await row.getByRole('link').click()
    await page.waitForURL('**#event-1')
    await page.locator('#event-1').getByText('已生效').waitFor()
  },
}

const downloaded: Journey = {
  title: 'the orders of a moment come as a file that names its moment, for finance and not for the warehouse',
  async run(stage) {
    const { page } = stage
    await stage.enterAs('finance')
    await stage.open('/admin/finance/reconcile/')
    const waiting = page.waitForEvent('download')
    await page.getByRole('link', { name: '下载', exact: true }).click()
    const file = await waiting
    match(file.suggestedFilename(), /^baton-orders-\d{8}T\d{6}Z\.csv$/)
    match(readFileSync(await file.path(), 'utf8'), /^\uFEFFbaton-orders,.*\r\n订单号,/)
    const href = await page.getByRole('link', { name: '下载', exact: true }).getAttribute('href')
    await stage.begin()
    await stage.enterAs('warehouse')
    equal((await stage.context.request.get(stage.system.baseUrl + href)).status(), 403)
  },
}

export const journeys = [explained, downloaded]
