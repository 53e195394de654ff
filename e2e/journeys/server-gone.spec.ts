import { equal, ok } from 'node:assert/strict'
import type { Locator, Page, Route } from 'playwright-core'
import type { Journey } from './journey.ts'
import type { Stage } from './stage/stage.ts'

type Way = 'aborted' | 'hangs' | 503

const API = '**/api/**'
const STREAM = '**/api/trpc/orders.live**'
const NO_ANSWER = /ERR_FAILED|status of 503/

/** From now on every call ends so, until the returned function is called; what hung by then is answered. */
async function breakCalls(page: Page, way: Way, which = API): Promise<() => Promise<void>> {
  const held: Route[] = []
  await page.route(which, (route) => {
    if (way === 'aborted') return route.abort()
    if (way === 503) return route.fulfill({ status: 503, headers: { 'retry-after': '5' }, body: '' })
    held.push(route)
    return undefined
  })
  return async () => {
    await page.unroute(which)
    await Promise.all(held.map((route) => route.continue().catch(() => null)))
  }
}

/** What a browser says of calls that a journey broke is no complaint. */
function forgetBroken(stage: Stage): void {
  stage.complaints = stage.complaints.filter((complaint) => !NO_ANSWER.test(complaint))
}

/** Somebody who has scrolled down farther than the strip is high sees it as well. */
async function staysInSight(page: Page, strip: Locator): Promise<void> {
  await page.setViewportSize({ width: 360, height: 320 })
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight))
  const box = await strip.boundingBox()
  const scrolled = await page.evaluate(() => scrollY)
  ok(box && scrolled > box.height && box.y >= 0, `scrolled by ${scrolled} px, the strip is at ${box?.y}`)
  await page.setViewportSize({ width: 1440, height: 900 })
}

const opensWithout: Journey = {
  title: 'a page that opens while the server is gone says so, and goes on by itself once it is back',
  async run(stage) {
    const { page } = stage
    await stage.enterAs('admin')
    for (const [path, way, says] of [
      ['/admin/orders/', 'aborted', /连接不上服务器/],
      ['/admin/orders/', 'hangs', /还在等服务器应答/],
      ['/board/', 503, /连接不上服务器/],
    ] as const) {
      const mend = await breakCalls(page, way)
      await stage.open(path)
      await page.getByText(says).first().waitFor()
      await mend()
      await page.getByRole('banner').or(page.getByRole('navigation')).first().waitFor()
    }
    forgetBroken(stage)
  },
}

const losesIt: Journey = {
  title: 'a page that loses the server keeps what it shows, says what it is worth, and goes on by itself',
  async run(stage) {
    const { page } = stage
    await stage.enterAs('admin')
    const { number } = await stage.sandbox.order('douyin')
    const strip = page.getByText('服务器没有应答，正在重试')
    await stage.open(`/admin/orders/?q=${number}`)
    const row = page.getByRole('row').filter({ hasText: number })
    await row.waitFor()
    for (const way of ['aborted', 503] as const) {
      const mend = await breakCalls(page, way)
      await strip.waitFor()
      await row.waitFor()
      await staysInSight(page, strip)
      await mend()
      await strip.waitFor({ state: 'detached' })
    }
    const mendStream = await breakCalls(page, 503, STREAM)
    await page.reload()
    await page.getByText('正在重新连接').first().waitFor()
    await row.waitFor()
    await mendStream()
    await page.getByText('实时', { exact: true }).first().waitFor()
    forgetBroken(stage)
  },
}

const neverLoaded: Journey = {
  title:
    'a room that has nothing to show of a silent server says so once, and leaves it to the strip when it is out of sight',
  async run(stage) {
    const { page } = stage
    await stage.enterAs('admin')
    await stage.open('/admin/staff/')
    await page.getByRole('table').waitFor()
    const mend = await breakCalls(page, 'aborted')
    const strip = page.locator('[data-strip]')
    const room = page.getByText('连接不上服务器')
    for (const name of ['商品', '设备', '打印机', '状态映射', 'ERP 接入', '看板']) {
      await page.getByRole('link', { name }).click()
      await page.getByRole('heading', { level: 1, name }).waitFor()
      await page.getByRole('alert').filter({ has: room }).waitFor()
      await strip.waitFor({ state: 'attached' })
      await strip.waitFor({ state: 'hidden' })
      equal(await room.count(), 1)
    }
    await page.setViewportSize({ width: 360, height: 200 })
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight))
    await strip.waitFor({ state: 'visible' })
    await page.setViewportSize({ width: 1440, height: 900 })
    await mend()
    await strip.waitFor({ state: 'detached' })
    forgetBroken(stage)
  },
}

const newDevice: Journey = {
  title: 'a device that is opened for the first time without a server says so, and goes on by itself',
  async run(stage) {
    const { page } = stage
    await stage.open('/scan/check/')
    await page.evaluate(() => localStorage.clear())
    const mend = await breakCalls(page, 'aborted')
    await stage.open('/scan/')
    await page.getByText('第一次打开需要网络').last().waitFor()
    await mend()
    await page.getByText('第一次打开需要网络').first().waitFor({ state: 'detached' })
    forgetBroken(stage)
  },
}

export const journeys: readonly Journey[] = [opensWithout, losesIt, neverLoaded, newDevice]
