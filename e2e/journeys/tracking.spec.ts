import type { Journey } from './journey.ts'
import { orderOf } from './stage/floor.ts'
import { inspect, VIEWS_OF } from './stage/inspect.ts'
import { picture } from './stage/picture.ts'
import type { Stage } from './stage/stage.ts'
import { until } from './stage/until.ts'

async function headed({ page }: Stage, text: string): Promise<void> {
  await page.getByRole('heading', { level: 1, name: text }).waitFor()
}

const fromTheLabel: Journey = {
  title: 'whoever scans the code on a parcel sees without signing in how the order stands, in both languages',
  async run(stage) {
    const { page, sandbox } = stage
    const { number } = await sandbox.order('douyin')
    await stage.enterAs('ops')
    const { id } = await orderOf(stage, number)
    await stage.context.clearCookies()
    await stage.open(`/track/${id}`)
    await headed(stage, '待发货')
    let views = await inspect(stage, 'the page of an order that waits')
    await sandbox.advance(number, 'shipped')
    await until(async () => (await (await fetch(page.url())).text()).includes('class="parcels"'), 'its parcel')
    await page.getByRole('link', { name: '刷新' }).click()
    await headed(stage, '已发货')
    await page.setViewportSize({ width: 360, height: 640 })
    await page.emulateMedia({ colorScheme: 'light' })
    await picture(page, 'tracking')
    await page.getByRole('link', { name: 'English' }).click()
    await headed(stage, 'Shipped')
    views += await inspect(stage, 'the page of an order that has left', VIEWS_OF.en)
    await stage.open('/track/DB2026AAAAAAAA')
    await headed(stage, '没有找到这个订单')
    views += await inspect(stage, 'the page where there is no order')
    stage.notes.push(`${views} views, 0 violations`)
  },
}

export const journeys = [fromTheLabel]
