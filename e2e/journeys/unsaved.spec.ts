import { equal } from 'node:assert/strict'
import type { Page } from 'playwright-core'
import type { Journey } from './journey.ts'

async function beginWarehouse(page: Page, code: string): Promise<void> {
  await page.getByRole('button', { name: '添加仓库' }).click()
  const form = page.getByRole('dialog', { name: '添加仓库' })
  await form.getByLabel('编码').fill(code)
  await form.getByLabel('名称').fill('雨花仓')
}

const asked: Journey = {
  title: 'a form that was filled in asks before it is thrown away; one that was only looked at closes at once',
  async run(stage) {
    const { page } = stage
    await stage.enterAs('ops')
    await stage.open('/admin/catalogue/warehouses/')
    const forms = page.getByRole('dialog', { name: '添加仓库' })
    await page.getByRole('button', { name: '添加仓库' }).click()
    await page.keyboard.press('Escape')
    await forms.waitFor({ state: 'hidden' })
    await beginWarehouse(page, 'YH-1')
    await page.keyboard.press('Escape')
    const question = page.getByRole('dialog', { name: '填写的内容还没有保存' })
    await question.waitFor()
    await page.keyboard.press('Escape')
    await question.waitFor({ state: 'hidden' })
    equal(await forms.getByLabel('名称').inputValue(), '雨花仓')
    await forms.getByRole('button', { name: '取消' }).click()
    await question.getByRole('button', { name: '不保存，关闭' }).click()
    await forms.waitFor({ state: 'hidden' })
    equal(await page.getByText('雨花仓').count(), 0)
  },
}

const back: Journey = {
  title: 'and so does Back: the page stays, and leads back once the form is gone',
  async run(stage) {
    const { page } = stage
    await stage.enterAs('ops')
    await stage.open('/admin/catalogue/products/')
    await page.locator('aside a[href="/admin/catalogue/warehouses/"]').click()
    await beginWarehouse(page, 'YH-3')
    const question = page.getByRole('dialog', { name: '填写的内容还没有保存' })
    const form = page.getByRole('dialog', { name: '添加仓库' })
    for (const again of [1, 2]) {
      await page.evaluate(() => history.back())
      await question.waitFor()
      await question.getByRole('button', { name: '继续填写' }).click()
      await question.waitFor({ state: 'hidden' })
      equal(await form.getByLabel('名称').inputValue(), '雨花仓', `Back, ${again} times`)
    }
    await page.evaluate(() => history.back())
    await question.getByRole('button', { name: '不保存，关闭' }).click()
    await form.waitFor({ state: 'hidden' })
    equal(new URL(page.url()).pathname, '/admin/catalogue/warehouses/')
    await page.evaluate(() => history.back())
    await page.waitForURL('**/admin/catalogue/products/')
    await page.getByRole('heading', { name: '商品', exact: true }).waitFor()
  },
}

const signedOutMeanwhile: Journey = {
  title: 'a session that ends in the middle of a form takes nothing of it: the password again, and it is saved',
  async run(stage) {
    const { page, context } = stage
    await stage.enterAs('ops')
    await stage.open('/admin/catalogue/warehouses/')
    await beginWarehouse(page, 'YH-2')
    await page.getByRole('textbox', { name: /^省/ }).fill('江苏省')
    await page.getByRole('textbox', { name: /^市/ }).fill('南京市')
    await page.getByLabel('地址').fill('雨花路 1 号')
    const cookies = await context.cookies()
    await context.clearCookies()
    await page.getByRole('button', { name: '保存' }).click()
    const again = page.getByRole('dialog', { name: '登录已结束' })
    await again.getByLabel('密码').fill('not-the-password')
    await again.getByRole('button', { name: '登录', exact: true }).click()
    await again.getByText('用户名或密码不正确').waitFor()
    await again.getByLabel('密码').fill(stage.passwordOf('ops'))
    await again.getByRole('button', { name: '登录', exact: true }).click()
    await again.waitFor({ state: 'hidden' })
    await page.getByRole('button', { name: '保存' }).click()
    await page.getByRole('row').filter({ hasText: '雨花仓' }).waitFor()
    await context.addCookies(cookies)
    stage.complaints = stage.complaints.filter((complaint) => !/status of 40[01]/.test(complaint))
  },
}

export const journeys = [asked, back, signedOutMeanwhile]
