import { deepEqual, ok } from 'node:assert/strict'
import { readCode } from '@baton/contract'
import type { TraceFact } from '@baton/platforms'
import { traceEvent } from '@baton/platforms/standard-webhooks'
import type { Journey } from './journey.ts'
import { orderOf, RECEIVER } from './stage/floor.ts'
import { inspect, VIEWS_OF } from './stage/inspect.ts'
import { picture } from './stage/picture.ts'
import type { Stage } from './stage/stage.ts'
import { until } from './stage/until.ts'

const NUMBER = 'SLIP-1'
const WAYBILL = 'SF1234567890123'
const HOUR = 3_600_000
const SAID = [
  ['picked_up', 20, '顺丰速运 已收取快件'],
  ['in_transit', 18, '快件在【北京顺义集散中心】完成分拣，准备发往【杭州萧山集散中心】'],
  ['in_transit', 9, '快件到达【杭州萧山集散中心】'],
  ['dest_city', 5, '快件到达【杭州西湖文三路营业点】'],
  ['out_for_delivery', 1, '快件交给张师傅，正在派送（联系电话：13912345678）'],
] as const

/** A parcel that is nearly there, as its carrier told; answers the order's id. */
async function parcelOnItsWay(stage: Stage): Promise<string> {
  const { ownShop } = stage
  const line = { itemNumber: 'I-1', sku: null, priceFen: 6400 }
  await ownShop.pushOrder(NUMBER, {
    receiver: RECEIVER,
    nativeStatus: 'shipped',
    shippedAt: new Date(Date.now() - 21 * HOUR),
    parcels: [{ carrier: 'SF', waybill: WAYBILL, lineNumbers: [] }],
    lines: [
      { ...line, lineNumber: '1', title: '搪瓷马克杯 复古绿 350 毫升', quantity: 2 },
      { ...line, lineNumber: '2', title: '亚麻杯垫', quantity: 4 },
    ],
  })
  for (const [nativeStatus, hours, text] of SAID) {
    const occurredAt = new Date(Date.now() - hours * HOUR)
    const trace: TraceFact = { orderNumber: NUMBER, carrier: 'SF', waybill: WAYBILL, nativeStatus, occurredAt, text }
    await ownShop.push(traceEvent(trace))
  }
  await until(async () => (await orderOf(stage, NUMBER)).shown === 'out_for_delivery', 'all that the carrier said')
  return (await orderOf(stage, NUMBER)).id
}

async function headed({ page }: Stage, text: string): Promise<void> {
  await page.getByRole('heading', { level: 1, name: text }).waitFor()
}

/** The code on the slip that comes out of the printer. */
async function printSlip({ page, sandbox, system }: Stage, id: string): Promise<string> {
  await page.getByRole('region', { name: '打印' }).getByRole('button', { name: '打印装箱单' }).click()
  const isLink = (code: string) => code.startsWith(`${system.baseUrl}/t/`)
  let code: string | undefined
  await until(async () => {
    const slip = (await sandbox.printer()).prints.find((one) => one.codes.includes(id))
    code = slip?.codes.find(isLink)
    return code !== undefined
  }, 'the slip with its code')
  return code ?? ''
}

const fromTheSlip: Journey = {
  title:
    'a buyer scans the slip in the parcel and sees all of their order; whoever the link got to does not, once it is taken back',
  async run(stage) {
    const { page, context } = stage
    await stage.enterAs('ops')
    const id = await parcelOnItsWay(stage)
    await stage.open(`/admin/orders/detail/?id=${id}`)
    const slip = await printSlip(stage, id)
    deepEqual(readCode(slip), { kind: 'order', text: id })
    await context.clearCookies()
    await page.goto(slip)
    await headed(stage, '派送中')
    for (const shown of ['王** *******0000', WAYBILL, '亚麻杯垫', '快件交给张师傅，正在派送（联系电话：*******5678）'])
      await page.getByText(shown).waitFor()
    await page.getByText('更早的记录').click()
    await page.getByText('已收取快件').waitFor()
    let views = await inspect(stage, 'the buyer’s page')
    await page.setViewportSize({ width: 360, height: 640 })
    await page.emulateMedia({ colorScheme: 'light' })
    await picture(page, 'tracking-private')
    await page.getByRole('link', { name: 'English' }).click()
    await headed(stage, 'Out for delivery')
    views += await inspect(stage, 'the buyer’s page', VIEWS_OF.en)

    await page.setViewportSize({ width: 1440, height: 900 })
    await stage.enterAs('service')
    await stage.open(`/admin/orders/detail/?id=${id}`)
    const links = page.getByRole('region', { name: '买家查单页' })
    await links.getByText('最近打开').waitFor()
    ok(slip.startsWith((await links.getByText('/t/').textContent()) ?? 'nothing'))
    await links.getByRole('button', { name: '新建分享链接' }).click()
    const shared = links.getByRole('listitem').getByText('/t/')
    await shared.waitFor()
    await links.getByRole('button', { name: '收回并换新' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '收回并换新' }).click()
    await page.getByText('买家链接 · 已收回并换新').waitFor()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    views += await inspect(stage, 'an order with its links')
    const fresh = (await links.getByText('/t/').first().textContent()) ?? ''
    const share = (await shared.textContent()) ?? ''

    await context.clearCookies()
    await page.goto(slip)
    await headed(stage, '这个链接打不开订单')
    views += await inspect(stage, 'the page of a link that was taken back')
    await page.goto(share)
    await headed(stage, '派送中')
    await page.getByText('这是分享的链接').waitFor()
    deepEqual(await page.getByText(/王|亚麻杯垫|张师傅/).count(), 0)
    views += await inspect(stage, 'a shared page')
    await page.goto(fresh)
    await page.getByText('亚麻杯垫').waitFor()
    stage.notes.push(`${views} views, 0 violations`)
  },
}

export const journeys = [fromTheSlip]
