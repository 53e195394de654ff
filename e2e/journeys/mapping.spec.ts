import type { Journey } from './journey.ts'
import { ask } from './stage/floor.ts'

const mapAndApply: Journey = {
  title: 'an unknown word is mapped after a look at what it would do, and what waited takes effect',
  async run(stage) {
    const { page } = stage
    await stage.enterAs('ops')
    await stage.ownShop.pushOrder('MAP-1', { nativeStatus: '已交快递' })
    await stage.open('/admin/mapping/?platform=own-shop')
    const row = page.getByRole('region', { name: '未映射的状态' }).getByRole('row').filter({ hasText: '已交快递' })
    await row.getByRole('button', { name: '映射并生效' }).click()
    const dialog = page.getByRole('dialog', { name: '已交快递' })
    await dialog.getByRole('combobox', { name: '标准状态' }).selectOption({ label: '已发货' })
    const preview = dialog.getByRole('region', { name: '对过去 30 天的影响预览' })
    await preview.getByText('1 个等待中的事件将按其原本的时间生效').waitFor()
    await preview.getByText('已发货').waitFor()
    await dialog.getByRole('textbox', { name: '修改原因' }).fill('快递交接后的新词')
    await dialog.getByRole('button', { name: '保存并生效' }).click()
    await page.getByText('已保存，1 个等待的事件正在生效').waitFor()
    await stage.open('/admin/orders/?q=MAP-1')
    await page.getByRole('row').filter({ hasText: 'MAP-1' }).getByText('已发货').waitFor()
  },
}

const refusedChange: Journey = {
  title: 'a change that would take shipped orders back names them before it is saved',
  async run(stage) {
    const { page } = stage
    await stage.enterAs('ops')
    const word = { platform: 'own-shop', axis: 'order', native: '已交网点' }
    await ask(stage, 'channels.saveMapping', { ...word, standard: 'shipped', expectedVersion: 0, reason: '网点的新词' })
    await stage.ownShop.pushOrder('MAP-2', { nativeStatus: '已交网点' })
    await stage.open('/admin/orders/?q=MAP-2')
    await page.getByRole('row').filter({ hasText: 'MAP-2' }).getByText('已发货').waitFor()
    await stage.open('/admin/mapping/?platform=own-shop')
    const axis = page.getByRole('region', { name: '订单', exact: true })
    await axis.getByRole('button', { name: '编辑 已交网点' }).click()
    const dialog = page.getByRole('dialog', { name: '已交网点' })
    await dialog.getByText('网点的新词').waitFor()
    await dialog.getByRole('combobox', { name: '标准状态' }).selectOption({ label: '待发货' })
    await dialog.getByText('不能保存：1 个已发货的订单会倒退').waitFor()
  },
}

export const journeys = [mapAndApply, refusedChange]
