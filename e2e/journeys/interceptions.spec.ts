import { ErpScript } from '../faults/harness/erp.ts'
import type { Journey } from './journey.ts'
import { inspect } from './stage/inspect.ts'
import type { Stage } from './stage/stage.ts'
import { until } from './stage/until.ts'

const DESK = { width: 1440, height: 900 }

/** An order of the own shop that the warehouse is packing. */
async function packed(stage: Stage): Promise<string> {
  const cookies = await stage.context.cookies()
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const script = await ErpScript.create(stage.system, cookie, { name: '打包台', grants: ['packing'] })
  const { number } = await stage.sandbox.order('own-shop')
  let tries = 0
  await until(async () => {
    tries += 1
    const write = { order: { number }, report: { kind: 'status', to: 'packing' } }
    const { results } = await script.write(`${number}/${tries}`, [write])
    return results[0]?.verdict === 'applied'
  }, `${number} being packed`)
  return number
}

const stopParcel: Journey = {
  title:
    'a packed order whose address changes is a task that a person takes, ends with a note, and finds on the timeline',
  async run(stage) {
    const { page } = stage
    await stage.enterAs('ops')
    const number = await packed(stage)
    await stage.open(`/admin/orders/?q=${number}`)
    await page.getByRole('row').filter({ hasText: number }).getByRole('link').click()
    await page.getByRole('button', { name: '挂起', exact: true }).click()
    await page.getByRole('dialog').getByLabel('原因').selectOption('address_changed')
    await page.getByRole('dialog').getByRole('button', { name: '挂起', exact: true }).click()
    await page.getByRole('heading', { name: '拦截任务' }).waitFor()
    await inspect(stage, 'the page of an order to intercept')
    await page.setViewportSize(DESK)
    await stage.open('/admin/interceptions/')
    const card = page.getByRole('list', { name: '拦截任务列表' }).getByRole('listitem').filter({ hasText: number })
    await card.getByText('无人认领').waitFor()
    await inspect(stage, 'the interceptions')
    await page.setViewportSize(DESK)
    await card.getByRole('button', { name: '我来拦截' }).click()
    await card.getByText(/在处理/).waitFor()
    await card.getByRole('button', { name: '结束任务' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('结果').selectOption('too_late')
    await dialog.getByRole('button', { name: '结束任务' }).click()
    await dialog.locator('[aria-invalid=true]').waitFor()
    await inspect(stage, 'ending an interception without a reason')
    await page.setViewportSize(DESK)
    await dialog.getByLabel('备注').fill('车已开走，已联系网点')
    await dialog.getByRole('button', { name: '结束任务' }).click()
    await card.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: '已结束' }).click()
    await card.getByText('已发出，来不及').waitFor()
    await card.getByRole('link').click()
    await page.getByText('结束了拦截任务').waitFor()
    await inspect(stage, 'the timeline of an interception')
  },
}

const moved: Journey = {
  title: 'an address that changes after the label is a task, a second version, and a label that no longer holds',
  async run(stage) {
    const { page, ownShop } = stage
    await stage.enterAs('ops')
    const number = `MOVED-${Date.now()}`
    const receiver = { name: '陈晓', phone: '13800005678', province: '浙江省', city: '杭州市', district: '西湖区' }
    const told = (address: string) => ({ receiver: { ...receiver, address, handle: null } })
    const parcels = [{ carrier: 'YTO', waybill: `YT${Date.now()}`, lineNumbers: [] }]
    await ownShop.pushOrder(number, { ...told('文一路 98 号'), parcels })
    await stage.open(`/admin/orders/?q=${number}`)
    await page.getByRole('row').filter({ hasText: number }).getByRole('link').click()
    await page.getByText('文一路***').waitFor()
    await ownShop.pushOrder(number, { ...told('古墩路 701 号'), parcels })
    await page.getByRole('list', { name: '收件人的每个版本' }).getByText('旧地址').waitFor()
    await page.getByText('出单后地址已变更，面单作废，请重新打印').waitFor()
    await page.getByRole('heading', { name: '拦截任务' }).waitFor()
    await inspect(stage, 'the versions of a receiver')
  },
}

export const journeys: readonly Journey[] = [stopParcel, moved]
