import { equal } from 'node:assert/strict'
import { PLATFORMS, type PlatformId } from '@baton/contract'
import type { Locator } from 'playwright-core'
import type { Journey } from './journey.ts'
import type { Stage } from './stage/stage.ts'
import { until } from './stage/until.ts'

const COPIES = 3

/** The row of an order in the open list. */
function rowOf({ page }: Stage, orderNumber: string): Locator {
  return page.getByRole('row').filter({ hasText: orderNumber })
}

async function openLiveList(stage: Stage): Promise<void> {
  await stage.enterAs('ops')
  await stage.open('/admin/orders')
  await stage.page.getByText('实时').first().waitFor()
}

/** Injects one paid order at a platform and waits until the list that is already open shows it. */
async function injectAndSee(
  stage: Stage,
  platform: PlatformId,
): Promise<{ orderNumber: string; milliseconds: number }> {
  const started = performance.now()
  const { number } = await stage.sandbox.order(platform)
  await rowOf(stage, number).getByText('待发货').waitFor()
  return { orderNumber: number, milliseconds: Math.round(performance.now() - started) }
}

const seenAtOnce: Journey = {
  title: 'an event of each platform is visible in the open list at once',
  async run(stage) {
    await openLiveList(stage)
    for (const platform of PLATFORMS) {
      const { milliseconds } = await injectAndSee(stage, platform)
      stage.notes.push(`${platform}: visible ${milliseconds} ms after the injection`)
    }
  },
}

const threeCopies: Journey = {
  title: 'its three duplicates change nothing and stand in the timeline as duplicates',
  async run(stage) {
    const { page } = stage
    for (const platform of ['douyin', 'taobao'] as const) {
      await openLiveList(stage)
      const { orderNumber } = await injectAndSee(stage, platform)
      await rowOf(stage, orderNumber).getByRole('link').click()
      const entries = page.getByRole('region', { name: '时间线' }).getByRole('listitem')
      await entries.first().waitFor()
      const effects = await entries.filter({ hasText: '已生效' }).count()

      const messages = await stage.sandbox.repeat(orderNumber, COPIES)
      const allRepeated = async () =>
        (await stage.sandbox.messagesOf(orderNumber)).every(({ sentAt }) => sentAt.length === 1 + COPIES)
      await until(allRepeated, `every message of ${orderNumber} sent again`)
      const repeats = entries.filter({ hasText: '同一条消息再次到达' })
      const allListed = async () => {
        await page.reload()
        await entries.first().waitFor()
        return (await repeats.count()) === messages * COPIES
      }
      await until(allListed, `${messages * COPIES} duplicates of ${orderNumber} in the timeline`)
      equal(await repeats.getByText('重复', { exact: true }).count(), messages * COPIES)
      equal(await entries.filter({ hasText: '已生效' }).count(), effects)
      stage.notes.push(`${platform}: ${messages} messages, ${messages * COPIES} duplicates listed, no further effect`)
    }
  },
}

const movesBeforeTheEyes: Journey = {
  title: 'an order on screen moves as its shop reports it; what is never pushed is fetched with one tap',
  async run(stage) {
    const { page } = stage
    await openLiveList(stage)
    const { orderNumber } = await injectAndSee(stage, 'pinduoduo')
    await stage.sandbox.advance(orderNumber, 'shipped')
    await rowOf(stage, orderNumber).getByText('已发货').waitFor()
    await rowOf(stage, orderNumber).getByRole('link').click()
    await page
      .getByRole('heading', { level: 1 })
      .getByText(/^DB\d{4}[A-Z0-9]{8}$/)
      .waitFor()
    await page.getByText('状态锁定中').waitFor()
    await page.getByText('为什么是这个状态').waitFor()
    await stage.sandbox.advance(orderNumber, 'signed')
    await page.getByRole('button', { name: '立即同步' }).click()
    const newest = page.getByRole('region', { name: '时间线' }).getByRole('listitem').first()
    await newest.getByText('已签收', { exact: true }).waitFor()
    await page.reload()
    await newest.getByText('已签收', { exact: true }).waitFor()
  },
}

export const journeys = [seenAtOnce, threeCopies, movesBeforeTheEyes]
