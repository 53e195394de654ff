import { equal, match, ok } from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import type { Locator, Page } from 'playwright-core'
import type { Journey } from './journey.ts'
import { until } from './stage/until.ts'

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

/** By a press of the preset, which leaves the window where it was. */
async function comparePreset(page: Page): Promise<void> {
  await page.evaluate(() => scrollTo(0, 0))
  await page.getByRole('button', { name: '一小时前与现在' }).click()
}

/** Begins in the upper half of the window, below its bars. */
async function beginsInSight(place: Locator): Promise<void> {
  await place.waitFor()
  const { top, height } = await place.evaluate((element) => {
    const { top } = element.getBoundingClientRect()
    return { top, height: innerHeight }
  })
  ok(top >= 0 && top < height / 2, `begins at ${top} px of ${height}`)
}

const inSight: Journey = {
  title: 'on a phone the answer of a comparison comes into sight with its heading, and a silent server is told of once',
  async run(stage) {
    const { page } = stage
    await stage.ownShop.pushOrder('DIFF-2')
    await stage.enterAs('finance')
    await page.setViewportSize({ width: 360, height: 640 })
    await stage.open('/admin/finance/reconcile/')
    const heading = page.getByRole('heading', { name: /^\d+ 单不同$|^两个时刻的订单完全一致$/ })
    for (const time of ['the first', 'the same moments once more']) {
      await comparePreset(page)
      await beginsInSight(heading)
      ok(await heading.evaluate((element) => element === document.activeElement), time)
    }
    await page.route('**/reconcile.compare**', (route) => route.fulfill({ status: 503, body: '' }))
    await comparePreset(page)
    const room = page.getByRole('alert').filter({ hasText: '连接不上服务器' })
    await beginsInSight(room)
    const strip = page.locator('[data-strip]')
    await strip.waitFor({ state: 'attached' })
    await strip.waitFor({ state: 'hidden' })
    await page.unroute('**/reconcile.compare**')
    await room.getByRole('button', { name: '重试' }).click()
    await heading.waitFor()
    stage.complaints = stage.complaints.filter((complaint) => !complaint.includes('status of 503'))
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

const monthEnd: Journey = {
  title: 'finance adds up one channel as of now, takes the sums as a file, and exports the same orders',
  async run(stage) {
    const { page } = stage
    await stage.ownShop.pushOrder('SUM-1')
    await stage.enterAs('finance')
    await stage.open('/admin/finance/reconcile/')
    await page.getByRole('button', { name: '渠道' }).click()
    await page.getByRole('menuitemcheckbox', { name: '自有商城' }).click()
    await page.keyboard.press('Escape')
    const exported = async () => {
      await page.getByRole('button', { name: '现在', exact: true }).click()
      const href = await page.getByRole('link', { name: '下载', exact: true }).getAttribute('href')
      return (await stage.context.request.get(stage.system.baseUrl + href)).text()
    }
    await until(async () => (await exported()).includes('SUM-1'), 'the order in the file')
    match(await exported(), /^\uFEFFbaton-orders,[^,]+,"\{""platform"":\[""own-shop""\]\}"/)
    await page.getByRole('button', { name: '看合计' }).click()
    const sum = page.getByRole('region', { name: /^合计，截至/ }).getByRole('row')
    await sum.filter({ hasText: '自有商城' }).waitFor()
    await sum.filter({ hasText: '合计 CNY' }).waitFor()
    equal(await sum.filter({ hasText: '淘宝' }).count(), 0)
    ok(await page.evaluate(() => document.activeElement?.textContent?.startsWith('合计，截至')))
    const waiting = page.waitForEvent('download')
    await page.getByRole('link', { name: '下载合计' }).click()
    const sums = readFileSync(await (await waiting).path(), 'utf8')
    match(sums, /^\uFEFF渠道,店铺,币种,全部 单数,全部 金额,.*\r\n自有商城,.*\r\n合计,,CNY,/)
  },
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

const takenBack: Journey = {
  title: 'two Excel files from here are compared by the moments they carry; a damaged one says what to do',
  async run(stage) {
    const { page } = stage
    await stage.ownShop.pushOrder('BOOK-1')
    await stage.enterAs('finance')
    await stage.open('/admin/finance/reconcile/')
    const exported = async (asOf: string) => {
      const input = encodeURIComponent(JSON.stringify({ asOf, format: 'xlsx' }))
      const answer = await stage.context.request.get(`${stage.system.baseUrl}/api/export/orders?input=${input}`)
      equal(answer.status(), 200)
      return { name: `${asOf.slice(0, 10)}.xlsx`, mimeType: XLSX, buffer: await answer.body() }
    }
    const [older, newer] = [await exported('2026-01-01T10:00:00Z'), await exported('2026-01-02T10:00:00Z')]
    const files = page.getByLabel('选择两个导出文件')
    const asked = page.waitForRequest(/reconcile.compare/)
    await files.setInputFiles([newer, older])
    match(
      decodeURIComponent((await asked).url()),
      /"before":"2026-01-01T10:00:00.000Z","after":"2026-01-02T10:00:00.000Z"/,
    )
    await page.getByText('两个时刻的订单完全一致').waitFor()
    const half = newer.buffer.subarray(0, newer.buffer.length / 2)
    await files.setInputFiles([older, { ...newer, buffer: half }])
    await page.getByText('文件已损坏，或不是 Excel 工作簿：请重新下载后再选').waitFor()
  },
}

export const journeys = [explained, inSight, downloaded, monthEnd, takenBack]
