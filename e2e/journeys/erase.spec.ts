import { deepEqual, ok } from 'node:assert/strict'
import type { Journey } from './journey.ts'
import { orderOf, RECEIVER } from './stage/floor.ts'
import { inspect, VIEWS_OF } from './stage/inspect.ts'
import type { Stage } from './stage/stage.ts'
import { until } from './stage/until.ts'

const NUMBER = 'ERASE-1'
const OPEN = 'ERASE-2'
const PREVIEW = '**/*orders.previewErasure*'
const PHONE = '13700008642'
const TOLD = { receiver: { ...RECEIVER, phone: PHONE }, buyerMemo: '请放门口，谢谢' }

async function orders(stage: Stage): Promise<string> {
  const { ownShop } = stage
  const shippedAt = new Date(Date.now() - 3_600_000)
  const parcels = [{ carrier: 'SF', waybill: 'SF7777000011112', lineNumbers: [] }]
  await ownShop.pushOrder(NUMBER, { ...TOLD, nativeStatus: 'done', shippedAt, parcels })
  await ownShop.pushOrder(OPEN, TOLD)
  for (const number of [NUMBER, OPEN])
    await until(
      () =>
        orderOf(stage, number).then(
          () => true,
          () => false,
        ),
      number,
    )
  return (await orderOf(stage, NUMBER)).id
}

async function findByPhone(stage: Stage): Promise<number> {
  const { page } = stage
  await page.setViewportSize({ width: 1440, height: 900 })
  await stage.open(`/admin/orders/?q=${PHONE}`)
  await page.getByText(OPEN).first().waitFor()
  return page.getByText(NUMBER, { exact: true }).count()
}

const asked: Journey = {
  title: 'customer service erases a buyer who asks for it: the order stays, nobody finds or reads the person any more',
  async run(stage) {
    const { page, context, ownShop } = stage
    await stage.enterAs('service')
    const id = await orders(stage)
    ok((await findByPhone(stage)) > 0)

    await stage.open(`/admin/orders/detail/?id=${id}`)
    const links = page.getByRole('region', { name: '买家查单页' })
    await links.getByRole('button', { name: '生成链接' }).click()
    const link = links.getByText('/t/').first()
    await link.waitFor()
    const address = (await link.textContent()) ?? ''
    const receiver = page.getByRole('region', { name: '收件人' })
    await receiver.getByText('请放门口').waitFor()
    await page.route(PREVIEW, (route) => route.fulfill({ status: 503, body: '' }))
    await receiver.getByRole('button', { name: '删除个人信息' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '重试' }).waitFor()
    deepEqual(await page.getByRole('dialog').getByLabel('原因').count(), 0)
    await page.unroute(PREVIEW)
    await page.getByRole('dialog').getByRole('button', { name: '重试' }).click()
    const dialog = page.getByRole('dialog')
    const confirm = dialog.getByRole('button', { name: '删除个人信息' })
    await dialog.getByLabel('范围').selectOption({ label: '同一手机号的 2 单，其中 1 单未结束，会跳过' })
    await dialog.getByLabel('原因').fill('买家来信要求')
    ok(await confirm.isDisabled())
    await dialog.getByLabel('输入订单号的最后 4 位').fill(id.slice(-4).toLowerCase())
    let views = await inspect(stage, 'the dialog that erases')
    await confirm.click()
    await dialog.getByText('订单尚未结束').waitFor()
    await dialog.getByRole('button', { name: '完成' }).click()

    await page.getByText('买家的个人信息已删除', { exact: true }).waitFor()
    await receiver.getByText('已按要求删除').waitFor()
    await links.getByText('查单链接已全部失效').waitFor()
    deepEqual(await page.getByText(/请放门口|王/).count(), 0)
    await page.getByText('买家来信要求').waitFor()
    views += await inspect(stage, 'an erased order')
    await page.evaluate(() => localStorage.setItem('baton.locale', 'en'))
    await page.reload()
    await page.getByText('Erased on request').waitFor()
    views += await inspect(stage, 'an erased order', VIEWS_OF.en)

    await page.evaluate(() => localStorage.setItem('baton.locale', 'zh'))
    await page.reload()
    await receiver.getByText('已按要求删除').waitFor()
    await ownShop.pushOrder(NUMBER, { ...TOLD, nativeStatus: 'done', amountFen: 4321, buyerMemo: '再来一条' })
    await page.getByText('43.21').first().waitFor()
    deepEqual(await page.getByText('再来一条').count(), 0)
    deepEqual(await findByPhone(stage), 0)
    await context.clearCookies()
    await page.goto(address)
    await page.getByRole('heading', { level: 1, name: '这个链接打不开订单' }).waitFor()
    stage.complaints = stage.complaints.filter((complaint) => !complaint.includes('status of 503'))
    stage.notes.push(`${views} views, 0 violations`)
  },
}

export const journeys = [asked]
