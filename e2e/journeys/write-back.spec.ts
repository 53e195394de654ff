import { deepEqual, equal, ok } from 'node:assert/strict'
import type { Journey } from './journey.ts'
import { connectErp, SHIPPED, ship } from './stage/connect-erp.ts'
import { inspect } from './stage/inspect.ts'
import type { Stage } from './stage/stage.ts'
import { until } from './stage/until.ts'

const toldOnce: Journey = {
  title: 'an ERP is connected by hand; what it ships is told to each platform once',
  async run(stage) {
    await stage.enterAs('ops')
    const script = await connectErp(stage, '旺店通')
    for (const platform of ['taobao', 'pinduoduo', 'douyin', 'weixin-shop', 'own-shop'] as const) {
      const { number } = await stage.sandbox.order(platform)
      equal(await ship(script, number, 'YTO'), 'applied')
      let outcomes: readonly string[] = []
      await until(async () => {
        outcomes = (await stage.sandbox.shipmentsOf(number)).map((one) => one.outcome)
        return outcomes.length > 0
      }, `${platform} told of ${number}`)
      deepEqual(outcomes, ['shipped'], `${platform}: ${outcomes}`)
    }
  },
}

const conflict: Journey = {
  title: 'a shipment that cannot be told waits in the review queue with both sides’ story until a person closes it',
  async run(stage) {
    const { page } = stage
    await stage.enterAs('ops')
    const script = await connectErp(stage, '金蝶')
    const { number } = await stage.sandbox.order('taobao')
    await ship(script, number, 'JT')
    await stage.open('/admin/reviews/')
    const card = page.getByRole('listitem').filter({ hasText: number })
    await card.getByText('跨平台状态冲突').waitFor()
    ok(await card.getByText('该平台没有这家承运商的编码').isVisible())
    await inspect(stage, 'a review of a carrier without a code')
    await page.setViewportSize({ width: 1440, height: 900 })
    await card.getByRole('link', { name: '填写 极兔速递 在该平台的编码' }).click()
    const code = page.getByRole('dialog')
    await code.getByLabel('平台编码').waitFor()
    await inspect(stage, 'the code of a carrier')
    await page.setViewportSize({ width: 1440, height: 900 })
    await code.getByRole('button', { name: '取消' }).click()
    await page.getByRole('row').filter({ hasText: '极兔速递' }).getByText('没有编码').waitFor()
    await inspect(stage, 'the codes of carriers')
    await page.setViewportSize({ width: 1440, height: 900 })
    await stage.open('/admin/reviews/')
    await card.getByRole('button', { name: '我来处理' }).click()
    await card.getByRole('button', { name: '退回队列' }).waitFor()
    await card.getByRole('button', { name: '说明原因并关闭' }).click()
    await page.getByRole('dialog').getByLabel('原因').fill('已在千牛手工发货')
    await page.getByRole('dialog').getByRole('button', { name: '说明原因并关闭' }).click()
    await card.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: '已处理' }).click()
    await card.getByText('已在千牛手工发货').waitFor()
  },
}

const paused: Journey = {
  title: 'a paused ERP writes into the waiting room, and resuming applies it under the lock',
  async run(stage) {
    const { page } = stage
    await stage.enterAs('ops')
    const script = await connectErp(stage, '夜间同步脚本')
    const { number } = await stage.sandbox.order('own-shop')
    await ship(script, number, 'YTO')
    const card = page.getByRole('listitem').filter({ hasText: '夜间同步脚本' })
    await card.getByRole('button', { name: '暂停' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '暂停' }).click()
    await card.getByText('已暂停，写入暂存中').waitFor()
    const overwrite = [{ order: { number }, report: { kind: 'status', to: 'to_ship' } }]
    equal((await script.write(`${number}/overwrite`, overwrite)).status, 202)
    await card.getByRole('button', { name: '最近请求' }).click()
    const calls = page.getByRole('dialog')
    await calls
      .getByRole('listitem')
      .filter({ hasText: `${number}/overwrite` })
      .getByText('暂存')
      .waitFor()
    await inspect(stage, 'the last requests of an ERP')
    await page.setViewportSize({ width: 1440, height: 900 })
    await page.keyboard.press('Escape')
    await card.getByRole('button', { name: '恢复' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '恢复' }).click()
    await page.getByText('已恢复，处理了 1 个暂存请求').waitFor()
    const { results } = await script.write(`${number}/overwrite`, overwrite)
    equal(results[0]?.code, 'ORDER_LOCKED')
  },
}

const pausedChannel: Journey = {
  title: 'a paused channel keeps what it pushes; resumed, the order appears',
  async run(stage) {
    const { page } = stage
    await stage.enterAs('ops')
    await stage.open('/admin/channels/')
    const card = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: /自有商城/ }) })
    await card.getByText('平台未公布，取保守值').waitFor()
    await card.getByRole('button', { name: /编辑 发货回写上限/ }).click()
    await page.getByRole('dialog').getByLabel('每分钟最多调用次数').fill('300')
    await inspect(stage, 'the rate of a channel')
    await page.setViewportSize({ width: 1440, height: 900 })
    await page.getByRole('dialog').getByRole('button', { name: '保存' }).click()
    await card.getByText('每分钟 300 次').waitFor()
    await card.getByRole('button', { name: '暂停' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '暂停' }).click()
    await card.getByText('已暂停，暂存').waitFor()
    const number = `PAUSED-${Date.now()}`
    await stage.ownShop.pushOrder(number)
    await card.getByText(/已暂停，暂存 [1-9]/).waitFor()
    await inspect(stage, 'a paused channel')
    await page.setViewportSize({ width: 1440, height: 900 })
    await card.getByRole('button', { name: '恢复' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '恢复' }).click()
    await page.getByText('已恢复，暂存的消息按原顺序处理').waitFor()
    await stage.open(`/admin/orders/?q=${number}`)
    await page.getByRole('row').filter({ hasText: number }).waitFor()
  },
}

const alternating: Journey = {
  title: 'a shop that keeps undoing what it is told is stopped at the second time, with what each said',
  async run(stage) {
    const { page, ownShop } = stage
    await stage.enterAs('ops')
    const script = await connectErp(stage, '来回脚本')
    const { number } = await stage.sandbox.order('own-shop')
    const waybills = [`YTA${Date.now()}`, `YTB${Date.now()}`]
    const tell = async (key: string, report: object) => {
      let verdict: string | undefined
      await until(async () => {
        verdict = (await script.write(`${key}/${Math.random()}`, [{ order: { number }, report }])).results[0]?.verdict
        return verdict !== 'unmatched'
      }, `${number} known to the hub`)
      equal(verdict, 'applied')
      await page.reload()
      await page.getByText(key).first().waitFor()
    }
    const undo = async () => {
      const shippedAt = new Date()
      await ownShop.pushOrder(number, { nativeStatus: 'shipped', shippedAt })
      await ownShop.pushOrder(number, { nativeStatus: 'to_ship' })
    }
    const told = async (count: number) => {
      await stage.open(`/admin/deliveries/?order=${await orderIdOf(stage, number)}&state=done`)
      await until(async () => (await page.getByRole('cell', { name: '已送达' }).count()) >= count, 'the shop told')
    }
    await stage.open(`/admin/orders/detail/?id=${await orderIdOf(stage, number)}`)
    await tell(waybills[0] ?? '', SHIPPED('YTO', waybills[0] ?? ''))
    await told(1)
    await undo()
    await stage.open(`/admin/orders/detail/?id=${await orderIdOf(stage, number)}`)
    await tell(waybills[1] ?? '', { kind: 'waybill', parcels: [{ carrier: 'YTO', waybill: waybills[1] }] })
    await told(2)
    await inspect(stage, 'the calls of one order')
    await page.setViewportSize({ width: 1440, height: 900 })
    await undo()
    await stage.open('/admin/reviews/')
    const card = page.getByRole('listitem').filter({ hasText: number }).first()
    await card.getByText('状态来回变化，已停止回写').waitFor()
    await inspect(stage, 'a review of an alternation')
    await page.setViewportSize({ width: 1440, height: 900 })
    await card.getByRole('button', { name: '以接力为准' }).click()
    await card.waitFor({ state: 'detached' })
  },
}

async function orderIdOf(stage: Stage, number: string): Promise<string> {
  const { page } = stage
  await stage.open(`/admin/orders/?q=${number}`)
  const text = await page.getByRole('row').filter({ hasText: number }).getByRole('link').first().textContent()
  return text?.trim() ?? ''
}

export const journeys: readonly Journey[] = [toldOnce, conflict, alternating, paused, pausedChannel]
