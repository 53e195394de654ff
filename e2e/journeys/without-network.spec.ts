import { equal, ok } from 'node:assert/strict'
import type { Page } from 'playwright-core'
import type { Journey } from './journey.ts'
import { ask, orderOf, prepareFloor } from './stage/floor.ts'
import { acknowledgeRefused, allSent, enrol, MUG, order, PDA, products, WRONG } from './stage/packing.ts'
import { picture } from './stage/picture.ts'
import { wedge } from './stage/wedge.ts'

const offline: Journey = {
  title: 'without network scans are kept and counted, a stopped order shouts, and all is sent afterwards',
  async run(stage) {
    const { page, context } = stage
    const said = (text: string) => page.getByRole('main').getByRole('status').getByText(text).waitFor()
    await products(stage)
    await order(stage, 'OFF-1', 'SF7700000000011')
    await order(stage, 'OFF-2', 'SF7700000000012', 'HELD-S')
    await stage.open('/admin/orders/?q=OFF-2')
    await page.getByRole('row').filter({ hasText: 'OFF-2' }).waitFor()
    const { id } = await orderOf(stage, 'OFF-1')
    await ask(stage, 'orders.hold', { orders: { sku: 'HELD-S' }, reason: 'stock_out', note: '等补货', until: null })
    const { enrolment } = await prepareFloor(stage, '装车口 1')
    await page.setViewportSize(PDA)
    const heard = ['stops', 'packs', 'itemCodes'].map((what) =>
      page.waitForResponse((response) => response.url().includes(`floor.${what}`) && response.ok()),
    )
    await enrol(stage, enrolment.code)
    for (const response of await Promise.all(heard)) await response.finished()
    await picture(page, 'ready')
    await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated')
    const before = await onDevice(page)
    await context.setOffline(true)
    await page.getByRole('banner').getByText('离线').waitFor()
    await wedge(page, 'LAMP-S')
    await said('这是商品，先扫面单')
    await said('智能台灯')
    await picture(page, 'offline-item')
    await wedge(page, 'HAT-XL')
    await page.getByRole('main').getByRole('status').getByText('HAT-XL').waitFor()
    await said('这是商品，先扫面单')
    equal(await onDevice(page), before)
    await wedge(page, `${stage.system.baseUrl}/t/AbCd-efGh_ijKlmnOpqrst#${id}`)
    await page.getByText('已核对 0 / 3').waitFor()
    await page.getByText('离线：商品清单是本机的').waitFor()
    await picture(page, 'offline')
    await said('打包开始')
    await wedge(page, WRONG)
    await said('拿错商品')
    await picture(page, 'offline-wrong-item')
    await wedge(page, 'HAT-XL')
    await page.getByRole('main').getByRole('status').getByText('HAT-XL').waitFor()
    await said('拿错商品')
    equal(await onDevice(page), before + 3)
    await wedge(page, MUG)
    await page.getByText('已核对 1 / 3').waitFor()
    await page.reload()
    await page.getByText('已核对 1 / 3').waitFor()
    await page.getByRole('button', { name: '完成' }).click()
    await wedge(page, 'SF7700000000099')
    await page.getByText('本机还没有这单的商品').waitFor()
    await wedge(page, 'HAT-XL')
    await said('核对商品')
    await page.getByRole('main').getByText('SF7700000000099').first().waitFor()
    await wedge(page, 'SF7700000000012')
    const stop = page.getByRole('dialog')
    await stop.getByText('停：订单已挂起').waitFor()
    await stop.getByText('缺货', { exact: true }).waitFor()
    await picture(page, 'stop')
    await wedge(page, 'SF7700000000011')
    await stop.getByText('先确认这一件').waitFor()
    await stop.getByRole('button', { name: '知道了，已放下' }).click()
    await stop.waitFor({ state: 'detached' })
    const counts = await page.getByText(/台上 \/ \d+ 服务器/).innerText()
    ok(/^(\d+) 台上/.exec(counts)?.[1] !== / (\d+) 服务器/.exec(counts)?.[1], counts)
    await context.setOffline(false)
    await allSent(stage)
    equal(await page.getByRole('dialog').count(), 0)
    await acknowledgeRefused(stage)
    await stage.enterAs('ops')
    equal((await orderOf(stage, 'OFF-1')).state, 'packing')
    await stage.open(`/admin/orders/detail/?id=${id}`)
    await page.getByText('拿错商品').first().waitFor()
  },
}

async function onDevice(page: Page): Promise<number> {
  const counts = await page.getByText(/台上 \/ \d+ 服务器/).innerText()
  return Number(/^\d+/.exec(counts)?.[0])
}

export const journeys: readonly Journey[] = [offline]
