import { deepEqual, equal, match, ok } from 'node:assert/strict'
import type { Journey } from './journey.ts'
import { inspect } from './stage/inspect.ts'
import type { Stage } from './stage/stage.ts'
import { until } from './stage/until.ts'

/** An order of Hangzhou's warehouse, where the sandbox has its printer; answers its global id. */
async function orderAtHangzhou(stage: Stage, number: string): Promise<string> {
  const { page } = stage
  const place = { province: '浙江省', city: '杭州市', district: '余杭区', address: '青禾路 1 号' }
  await stage.ownShop.pushOrder(number, { receiver: { name: '李明', phone: '13800001234', ...place } as never })
  await stage.open(`/admin/orders/?q=${number}`)
  await page.getByRole('row').filter({ hasText: number }).getByRole('link').click()
  await page.getByRole('region', { name: '打印' }).waitFor()
  return new URL(page.url()).searchParams.get('id') ?? ''
}

const labelAndSlip: Journey = {
  title: 'a label comes out of the printer once; without paper it says so, and is printed again with one tap',
  async run(stage) {
    const { page, sandbox } = stage
    await stage.enterAs('ops')
    const id = await orderAtHangzhou(stage, 'PRINT-1')
    const printing = page.getByRole('region', { name: '打印' })
    const printed = async () => (await sandbox.printer()).prints.filter((one) => one.codes.includes(id))
    await printing.getByRole('button', { name: '打印面单' }).click()
    await printing.getByText('已打印').waitFor()
    const [label] = await printed()
    equal((await printed()).length, 1)
    ok(label?.codes.includes(`${stage.system.baseUrl}/track/${id}`))
    match(label?.texts.join('\n') ?? '', /李\*\* \*+1234/)
    ok(!label?.texts.join().includes('13800001234'))

    await sandbox.breakPrinter(['paper_out'])
    await printing.getByRole('button', { name: '打印装箱单' }).click()
    await printing.getByText('未打印').waitFor()
    await printing.getByText('缺纸').waitFor()
    await inspect(stage, 'an order with its prints')
    await page.setViewportSize({ width: 1440, height: 900 })

    await stage.open('/admin/printers/')
    const printer = page.getByRole('row').filter({ hasText: '沙盒面单机' }).first()
    await printer.getByText('缺纸').waitFor()
    await inspect(stage, 'the printers, one of them out of paper')
    await page.setViewportSize({ width: 1440, height: 900 })
    await sandbox.breakPrinter([])
    await page.getByRole('button', { name: `再打一次 装箱单 ${id}` }).click()
    await until(async () => (await printed()).length === 2, 'the packing slip at the printer')
    await printer.getByText('可以打印').waitFor()
  },
}

const setUp: Journey = {
  title: 'a printer is added and tested; the key of an agent is shown once',
  async run(stage) {
    const { page, sandbox } = stage
    await stage.enterAs('ops')
    await stage.open('/admin/printers/')
    const { port } = await sandbox.printer()
    await page.getByRole('button', { name: '添加打印机' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('仓库').selectOption({ label: '华东仓' })
    await dialog.getByLabel('名称').fill('二号机')
    await dialog.getByLabel('地址').fill('127.0.0.1')
    await dialog.getByLabel('端口').fill(String(port))
    await dialog.getByLabel('打印语言').selectOption('tspl')
    await dialog.getByRole('button', { name: '保存' }).click()
    await page.getByRole('button', { name: '打印测试页 二号机' }).click()
    await until(async () => (await sandbox.printer()).prints[0]?.language === 'tspl', 'the test page at the printer')
    ok((await sandbox.printer()).prints[0]?.texts.includes('打印测试'))

    await page.getByRole('button', { name: '添加打印代理' }).click()
    await dialog.getByLabel('仓库').selectOption({ label: '华南仓' })
    await dialog.getByLabel('名称').fill('华南电脑')
    await dialog.getByRole('button', { name: '生成密钥' }).click()
    await dialog.getByText(/^whsec_/).waitFor()
    await inspect(stage, 'the key of a print agent')
    await page.setViewportSize({ width: 1440, height: 900 })
    await dialog.getByRole('button', { name: '关闭' }).last().click()
    equal(await page.getByText(/^whsec_/).count(), 0)
  },
}

const fromBrowser: Journey = {
  title: 'the browser prints a label and a slip of their size, with real barcodes and nothing around them',
  async run(stage) {
    const { page } = stage
    await stage.enterAs('ops')
    const id = await orderAtHangzhou(stage, 'PRINT-2')
    await page.getByRole('link', { name: '用浏览器打印' }).click()
    await page.waitForURL('**/admin/orders/print/?id=*')
    const images = page.getByRole('article').getByRole('img')
    await images.nth(1).waitFor()
    deepEqual(await images.evaluateAll((all) => all.map((one) => (one as { alt?: string }).alt)), [
      id,
      `${stage.system.baseUrl}/track/${id}`,
    ])
    await inspect(stage, 'a label for the browser')
    await page.setViewportSize({ width: 1440, height: 900 })
    await page.getByText('装箱单', { exact: true }).first().click()
    await page.getByRole('article', { name: `装箱单 ${id}` }).waitFor()
    await page.emulateMedia({ media: 'print' })
    equal(await page.getByRole('navigation').first().isVisible(), false)
    equal(await page.getByRole('button', { name: '打印', exact: true }).isVisible(), false)
    equal(await page.getByRole('article').isVisible(), true)
    await page.emulateMedia({ media: 'screen' })
  },
}

export const journeys = [labelAndSlip, setUp, fromBrowser]
