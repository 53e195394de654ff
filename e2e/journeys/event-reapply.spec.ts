import { equal } from 'node:assert/strict'
import type { Journey } from './journey.ts'

const unmappedWord: Journey = {
  title: 'a status nobody mapped is kept, listed with its word, and can be applied again',
  async run(stage) {
    const { page } = stage
    await stage.ownShop.pushOrder('JOURNEY-UNMAPPED', { nativeStatus: '待揽件确认' })
    await stage.enterAs('ops')
    await stage.open('/admin/mapping/')
    const word = page.getByRole('region', { name: '未映射的状态' }).getByRole('row').filter({ hasText: '待揽件确认' })
    await word.waitFor()
    equal(await word.getByRole('cell').nth(2).textContent(), '1')

    await stage.open('/admin/events/?state=unmapped')
    await page.getByRole('row').filter({ hasText: 'JOURNEY-UNMAPPED' }).getByRole('link').click()
    await page.getByText('渠道用了一个没有映射的状态词').waitFor()
    await page.getByRole('region', { name: '原始报文' }).getByText('待揽件确认').first().waitFor()
    await page.reload()
    await page.getByRole('button', { name: '重新处理' }).click()
    await page.getByText('已重新处理').waitFor()
    await page.getByText('渠道用了一个没有映射的状态词').waitFor()
  },
}

const unreadableEvent: Journey = {
  title: 'an unreadable event shows its error and its bytes, and can be applied again',
  async run(stage) {
    const { page } = stage
    const order = { number: 'JOURNEY-UNREADABLE', statuss: 'to_ship' }
    const event = { type: 'order.paid', timestamp: new Date().toISOString(), data: { order } }
    await stage.ownShop.push(event as never)
    await stage.enterAs('ops')
    await stage.open('/admin/events/?state=unparsed')
    await page.getByRole('row').filter({ hasText: 'order.paid' }).first().getByRole('link').click()
    const why = page.getByRole('region', { name: '为什么停在这里' })
    await why.getByText('内容和平台公布的格式不符').waitFor()
    await why.getByText('data.order.status').waitFor()
    await page.getByRole('region', { name: '原始报文' }).getByText('JOURNEY-UNREADABLE').waitFor()
    await page.getByRole('button', { name: '重新处理' }).click()
    await page.getByText('已重新处理').waitFor()
    await why.getByText('data.order.status').waitFor()
    equal(await page.getByRole('region', { name: '基本信息' }).getByText('未关联').count(), 1)
  },
}

export const journeys = [unmappedWord, unreadableEvent]
