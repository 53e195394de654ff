import { equal } from 'node:assert/strict'
import type { Journey } from './journey.ts'
import type { Stage } from './stage/stage.ts'

const newWarehouseAndRule: Journey = {
  title: 'a new warehouse gets its rule, and the next order goes there',
  async run(stage) {
    const { page } = stage
    await stage.enterAs('ops')
    await stage.open('/admin/catalogue/warehouses/')
    await page.getByRole('button', { name: '添加仓库' }).click()
    const form = page.getByRole('dialog', { name: '添加仓库' })
    const words = { 编码: 'CD', 名称: '西南仓', 省: '四川省', 市: '成都市', 地址: '双流区 4 号' }
    for (const [label, word] of Object.entries(words))
      await form.getByRole('textbox', { name: label, exact: true }).fill(word)
    await form.getByRole('button', { name: '保存' }).click()
    await page.getByRole('row').filter({ hasText: '西南仓' }).getByText('启用').waitFor()

    await page.getByRole('link', { name: '分仓规则' }).click()
    await page.getByRole('button', { name: '添加规则' }).click()
    const rule = page.getByRole('dialog', { name: '添加规则' })
    await rule.getByRole('textbox', { name: '名称', exact: true }).fill('测试商品由西南仓发')
    await rule.getByRole('textbox', { name: 'SKU' }).fill('JOURNEY-1')
    await rule.getByRole('combobox', { name: '发货仓库' }).selectOption({ label: '西南仓' })
    await rule.getByRole('button', { name: '保存' }).click()
    const item = page.getByRole('listitem').filter({ hasText: '测试商品由西南仓发' })
    await item.getByText('JOURNEY-1').waitFor()

    await moveToTop(page, '测试商品由西南仓发')
    await page.reload()
    await page.getByRole('button', { name: '移动“测试商品由西南仓发”，当前第 1 位' }).waitFor()

    const line = {
      lineNumber: '1',
      itemNumber: 'I-1',
      sku: 'JOURNEY-1',
      title: '测试商品',
      quantity: 1,
      priceFen: 9900,
    }
    await stage.ownShop.pushOrder('JOURNEY-ROUTED', { lines: [line] })
    await stage.open('/admin/orders/?q=JOURNEY-ROUTED')
    await page.getByRole('row').filter({ hasText: 'JOURNEY-ROUTED' }).getByRole('link').click()
    await page.getByText('由规则“测试商品由西南仓发”分配').waitFor()

    await page.getByRole('button', { name: /^换仓/ }).click()
    const change = page.getByRole('dialog', { name: '换仓' })
    await change.getByRole('combobox', { name: '仓库' }).selectOption({ label: '华东仓' })
    await change.getByRole('textbox', { name: '换仓原因' }).fill('西南仓缺货')
    await change.getByRole('button', { name: '保存' }).click()
    await page.getByText(/^由 .+ 指定：西南仓缺货$/).waitFor()
    await page.getByRole('listitem').filter({ hasText: '改动: 仓库' }).getByText('西南仓缺货').waitFor()
  },
}

async function moveToTop(page: Stage['page'], rule: string): Promise<void> {
  const item = page.getByRole('listitem').filter({ hasText: rule })
  await item.getByRole('button', { name: /^移动/ }).focus()
  for (let place = await page.getByRole('button', { name: /^移动/ }).count(); place > 1; place -= 1) {
    const saved = page.waitForResponse(/orderRules/)
    await page.keyboard.press('ArrowUp')
    await saved
    await page.getByRole('button', { name: `移动“${rule}”，当前第 ${place - 1} 位` }).waitFor()
  }
}

const whereThereIsStock: Journey = {
  title: 'a rule takes an order only where there is stock, and the order’s page says why',
  async run(stage) {
    const { page } = stage
    await stage.enterAs('ops')
    await stage.open('/admin/catalogue/products/')
    await page.getByRole('button', { name: '导入参考库存' }).click()
    const files = page.getByRole('dialog', { name: '导入参考库存' })
    await files.getByLabel('或粘贴内容').fill('warehouse_code,sku,quantity\nGZ,STOCK-1,3\n')
    await files.getByRole('button', { name: '预览' }).click()
    await files.getByRole('button', { name: '确认导入 1 行' }).click()
    await files.waitFor({ state: 'detached' })

    await stage.open('/admin/catalogue/rules/')
    await page.getByRole('button', { name: '添加规则' }).click()
    const form = page.getByRole('dialog', { name: '添加规则' })
    await form.getByRole('textbox', { name: '名称', exact: true }).fill('华南有货才发')
    await form.getByRole('textbox', { name: 'SKU' }).fill('STOCK-1')
    await form.getByRole('combobox', { name: '发货仓库' }).selectOption({ label: '华南仓' })
    await form.getByRole('switch', { name: '有货才分' }).click()
    await form.getByRole('textbox', { name: /最多多旧/ }).fill('12')
    await form.getByRole('button', { name: '保存' }).click()
    await page.getByText('够发整单，12 小时内').waitFor()
    await moveToTop(page, '华南有货才发')

    const line = { lineNumber: '1', itemNumber: 'I-1', sku: 'STOCK-1', title: '测试商品', priceFen: 9900 }
    await stage.ownShop.pushOrder('STOCK-ENOUGH', { lines: [{ ...line, quantity: 3 }] })
    await stage.ownShop.pushOrder('STOCK-SHORT', { lines: [{ ...line, quantity: 4 }] })
    const open = async (number: string) => {
      await stage.open(`/admin/orders/?q=${number}`)
      await page.getByRole('row').filter({ hasText: number }).getByRole('link').click()
    }
    await open('STOCK-ENOUGH')
    await page.getByText('由规则“华南有货才发”分配').waitFor()
    await open('STOCK-SHORT')
    await page.getByRole('button', { name: '规则怎么看' }).click()
    const why = page.getByRole('dialog').getByRole('listitem').filter({ hasText: '华南有货才发' })
    await why.getByText('不匹配：参考库存').waitFor()
    await why.getByText('不够（有 3）').waitFor()
  },
}

const twoPeople: Journey = {
  title: 'whoever saves second hears that somebody else was first, and overwrites nothing',
  async run(stage) {
    const { page } = stage
    await stage.enterAs('ops')
    await stage.open('/admin/catalogue/warehouses/')
    const edit = (on: typeof page) =>
      on.getByRole('row').filter({ hasText: '华北仓' }).getByRole('button', { name: '编辑' }).click()
    const address = (on: typeof page) => on.getByRole('dialog').getByRole('textbox', { name: '地址', exact: true })
    const save = (on: typeof page) => on.getByRole('dialog').getByRole('button', { name: '保存' }).click()
    await edit(page)
    const other = await page.context().newPage()
    await other.goto(page.url())
    await edit(other)
    await address(other).fill('武清区 5 号')
    await save(other)
    await other.getByText('武清区 5 号').waitFor()
    await other.close()
    await address(page).fill('武清区 6 号')
    await save(page)
    await page.getByRole('dialog').getByText('已被他人修改，请刷新后再试').waitFor()
    await page.getByRole('dialog').getByRole('button', { name: '取消' }).click()
    await page.getByRole('button', { name: '不保存，关闭' }).click()
    await page.getByRole('row').filter({ hasText: '武清区 5 号' }).waitFor()
    await edit(page)
    await address(page).fill('武清区 6 号')
    await save(page)
    await page.getByRole('row').filter({ hasText: '武清区 6 号' }).waitFor()
    stage.complaints = stage.complaints.filter((one) => !one.includes('409 (Conflict)'))
  },
}

const many: Journey = {
  title: 'among many warehouses one is found by a piece of its name, number or place',
  async run(stage) {
    const { page } = stage
    await stage.enterAs('ops')
    const { baseUrl } = stage.system
    for (const n of Array.from({ length: 12 }, (_, at) => at + 1)) {
      const place = {
        province: '四川省',
        city: '成都市',
        address: `${n} 号`,
        timeZone: 'Asia/Shanghai',
        enabled: false,
      }
      const answer = await stage.context.request.post(`${baseUrl}/api/trpc/catalogue.saveWarehouse`, {
        headers: { origin: baseUrl },
        data: { code: `CD-${n}`, name: `成都 ${n} 仓`, ...place },
      })
      equal(answer.status(), 200)
    }
    await stage.open('/admin/catalogue/warehouses/')
    const field = page.getByRole('textbox', { name: '按名称或编号筛选' })
    const rows = page.locator('tbody').getByRole('row')
    const onlyOne = rows.first().filter({ hasText: '成都 11 仓' })
    for (const text of ['ｃｄ-11', '11 仓', '成都市11 号']) {
      await field.fill(text)
      await onlyOne.waitFor()
      equal(await rows.count(), 1, text)
    }
    await field.fill('没有的仓')
    await page.getByText('没有符合条件的').waitFor()
    await page.getByRole('button', { name: '清空搜索' }).click()
    await rows.nth(12).waitFor()
  },
}

const csvWithAnError: Journey = {
  title: 'a CSV with an error is refused with its line, then the right one is imported',
  async run(stage) {
    const { page } = stage
    await stage.enterAs('ops')
    await stage.open('/admin/catalogue/products')
    await page.getByRole('button', { name: '导入 CSV' }).click()
    const dialog = page.getByRole('dialog', { name: '导入商品' })
    const header = 'sku,name,category,barcode,exempt'
    const good = 'JOURNEY-1,测试杯子,测试品类,,'
    await dialog.getByLabel('或粘贴内容').fill(`${header}\n${good}\nJOURNEY-2,,测试品类,,\n`)
    await dialog.getByRole('button', { name: '预览' }).click()
    await dialog.getByText('发现 1 处错误').waitFor()
    const wrong = dialog.getByRole('row').filter({ hasText: 'name' })
    equal(await wrong.getByRole('cell').first().textContent(), '3')
    equal(await dialog.getByRole('button', { name: /确认导入/ }).count(), 0)

    await dialog.getByRole('button', { name: '返回修改' }).click()
    await dialog.getByLabel('或粘贴内容').fill(`${header}\n${good}\nJOURNEY-2,测试碟子,测试品类,,\n`)
    await dialog.getByRole('button', { name: '预览' }).click()
    await dialog.getByText('检查通过，可以导入。').waitFor()
    await dialog.getByRole('button', { name: '确认导入 2 行' }).click()
    await dialog.waitFor({ state: 'detached' })
    await page.getByPlaceholder('搜索 SKU、名称或条码').fill('JOURNEY')
    await page.getByRole('row').filter({ hasText: '测试碟子' }).waitFor()
    equal(await page.getByRole('row').filter({ hasText: 'JOURNEY' }).count(), 2)
  },
}

const anotherZone: Journey = {
  title: 'a merchant elsewhere sees and types times on the clock of that place',
  async run(stage) {
    const { page } = stage
    await stage.ownShop.pushOrder('JOURNEY-ZONE')
    await stage.enterAs('admin')
    await stage.open('/admin/merchant/')
    await page.getByRole('combobox', { name: '时区' }).fill('America/Anchorage')
    await page.getByRole('button', { name: '保存' }).click()
    await page.getByText('已保存').waitFor()

    await page.getByRole('link', { name: '订单' }).first().click()
    await page.getByRole('row').filter({ hasText: 'JOURNEY-ZONE' }).getByRole('link').click()
    const ordered = page.locator('time').first()
    await ordered.waitFor()
    const at = new Date((await ordered.getAttribute('datetime')) ?? '')
    const there = new Intl.DateTimeFormat('sv-SE', {
      ...{ timeZone: 'America/Anchorage', dateStyle: 'short', timeStyle: 'medium' },
    })
    equal(await ordered.textContent(), there.format(at).slice('2026-'.length))

    const soon = new Date(Date.now() + 7_200_000)
    const typed = there.format(soon).slice(0, 16)
    await page.getByRole('button', { name: '挂起', exact: true }).click()
    const hold = page.getByRole('dialog')
    await hold.getByLabel('到何时').fill(typed.replace(' ', 'T'))
    await hold.getByRole('button', { name: '挂起', exact: true }).click()
    const until = page.locator(`time[title="${typed}:00"]`).first()
    await until.waitFor()
    equal(Math.floor(soon.getTime() / 60_000), Date.parse((await until.getAttribute('datetime')) ?? '') / 60_000)

    await stage.open('/admin/merchant/')
    await page.getByRole('combobox', { name: '时区' }).fill('Asia/Shanghai')
    await page.getByRole('button', { name: '保存' }).click()
    await page.getByText('已保存').waitFor()
  },
}

export const journeys = [newWarehouseAndRule, whereThereIsStock, twoPeople, many, csvWithAnError, anotherZone]
