import { equal, notEqual, ok } from 'node:assert/strict'
import type { Locator, Page } from 'playwright-core'
import type { Journey } from './journey.ts'
import { orderOf } from './stage/floor.ts'
import { isFocusIn, seeFocus, walk } from './stage/focus.ts'
import type { Stage } from './stage/stage.ts'
import { until } from './stage/until.ts'

/** As much as somebody sees of a desk's window at 400 %. */
const SMALL = { width: 360, height: 640 }
const STEPS = 40
const LISTS = [
  '/board/',
  '/admin/orders/',
  '/admin/channels/',
  '/admin/events/',
  '/admin/catalogue/products/',
  '/admin/staff/',
]

async function loaded(stage: Stage, path: string): Promise<void> {
  await stage.open(path)
  await stage.page.getByRole('heading', { level: 1 }).first().waitFor()
  await stage.page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' })
}

function hasFocus(place: Locator): Promise<boolean> {
  return place.evaluate((element) => element === document.activeElement)
}

/** With the focus on it, by a key; a press of the mouse is another matter. */
async function press(place: Locator, key = 'Enter'): Promise<void> {
  await place.focus()
  await place.press(key)
}

/** Opened by key it has the focus, keeps it, and gives it back to what opened it. */
async function opensAndCloses(page: Page, opener: Locator, role: 'dialog' | 'menu'): Promise<void> {
  await press(opener)
  await page.getByRole(role).waitFor()
  await until(() => isFocusIn(page, role), `the ${role} to take the focus`)
  await seeFocus(page, `the ${role} open`)
  if (role === 'dialog') {
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Shift+Tab')
    await walk(page, 'Tab', 6)
    ok(await isFocusIn(page, role), 'the focus has left the dialog')
  }
  await page.keyboard.press('Escape')
  await page.getByRole(role).waitFor({ state: 'detached' })
  await until(() => hasFocus(opener), `the focus to be back on what opened the ${role}`)
}

const walked: Journey = {
  title:
    'whoever has no mouse sees where they are, also in a small window with its bars and the strip about a silent server',
  async run(stage) {
    const { page } = stage
    await stage.enterAs('admin')
    await page.setViewportSize(SMALL)
    let stops = 0
    const orders = await Promise.all(
      (['douyin', 'own-shop', 'shopify'] as const).map((channel) => stage.sandbox.order(channel)),
    )
    for (const { number } of orders) await orderOf(stage, number)
    for (const path of LISTS) {
      await loaded(stage, path)
      stops += await walk(page, 'Tab', STEPS)
      stops += await walk(page, 'Shift+Tab', STEPS)
    }
    await loaded(stage, '/admin/catalogue/products/')
    await page.route('**/api/**', (route) => route.fulfill({ status: 503, body: '' }))
    await page.evaluate(() => dispatchEvent(new Event('visibilitychange')))
    await page.getByRole('button', { name: '加载更多' }).press('Enter')
    await page.locator('[data-strip]').waitFor()
    stops += await walk(page, 'Shift+Tab', STEPS)
    await page.unroute('**/api/**')
    stage.complaints = stage.complaints.filter((complaint) => !complaint.includes('status of 503'))
    stage.notes.push(`${stops} stops, each of them marked and in sight`)
  },
}

const worked: Journey = {
  title:
    'and works with keys alone: past the navigation, through menus and dialogs and back, one switch, one page further',
  async run(stage) {
    const { page } = stage
    await stage.enterAs('admin')
    await loaded(stage, '/admin/catalogue/products/')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    ok(
      await page.locator('main').evaluate((main) => main.contains(document.activeElement)),
      'the skip link leads elsewhere',
    )
    await opensAndCloses(page, page.getByRole('button', { name: '添加商品' }), 'dialog')

    const rows = page.locator('tbody tr')
    const before = await rows.count()
    await press(page.getByRole('button', { name: '加载更多' }))
    await rows.nth(before).waitFor()
    const first = rows.nth(before).getByRole('button').first()
    await until(() => hasFocus(first), 'the first of the new rows to have the focus')

    await loaded(stage, '/admin/orders/')
    await opensAndCloses(page, page.getByRole('button', { name: '渠道' }), 'menu')

    await loaded(stage, '/admin/messages/')
    const toggle = page.getByRole('switch').first()
    const was = await toggle.getAttribute('aria-checked')
    for (const is of [was === 'true' ? 'false' : 'true', was]) {
      await press(toggle, 'Space')
      await until(async () => (await toggle.getAttribute('aria-checked')) === is, `the switch to be ${is}`)
      ok(await hasFocus(toggle), 'the switch has lost the focus')
    }
  },
}

const roles: Journey = {
  title: 'a role is given when the list is left, not to each that the arrow keys pass',
  async run(stage) {
    const { page } = stage
    await stage.enterAs('admin')
    await loaded(stage, '/admin/staff/')
    const list = page.getByRole('combobox', { name: '客服 的角色' })
    const was = await list.inputValue()
    let saved = 0
    page.on('request', (request) => {
      if (request.url().includes('staff.setRole')) saved += 1
    })
    await press(list, 'ArrowDown')
    await list.press('ArrowDown')
    notEqual(await list.inputValue(), was)
    await list.press('Escape')
    equal(await list.inputValue(), was)
    await list.press('ArrowUp')
    const next = await list.inputValue()
    notEqual(next, was)
    equal(saved, 0)
    await list.press('Enter')
    await page.getByText('已保存').waitFor()
    equal(saved, 1)
    await until(async () => (await list.inputValue()) === next, 'the role to be given')
    await list.press('ArrowDown')
    await list.press('Tab')
    await until(async () => saved === 2 && (await list.inputValue()) === was, 'the role to be as before')
  },
}

const uncovered: Journey = {
  title: 'words about what was done stand clear of what has the focus, wherever that is',
  async run(stage) {
    const { page } = stage
    await stage.enterAs('admin')
    await page.setViewportSize(SMALL)
    await loaded(stage, '/admin/staff/')
    const list = page.getByRole('combobox', { name: '客服 的角色' })
    const toast = page.getByText('已保存')
    for (const at of [SMALL.height - 115, 60]) {
      await list.evaluate((element, top) => scrollBy(0, element.getBoundingClientRect().top - top), at)
      await press(list, at === 60 ? 'ArrowUp' : 'ArrowDown')
      await list.press('Enter')
      await toast.last().waitFor()
      const [words, focus] = [await toast.last().boundingBox(), await list.boundingBox()]
      ok(words && focus && (words.y >= focus.y + focus.height || words.y + words.height <= focus.y), `at ${at} px`)
      await toast.first().waitFor({ state: 'detached' })
    }
  },
}

const EXACT = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/

const exact: Journey = {
  title: 'the exact time is there for a thumb by a tap, and for keys on the page that a list leads to',
  async run(stage) {
    const { page } = stage
    await stage.ownShop.pushOrder('TIME-1')
    await stage.enterAs('admin')
    await page.setViewportSize(SMALL)
    await loaded(stage, '/admin/devices/')
    const bubble = page.locator('output').filter({ hasText: EXACT })
    await page.getByRole('row').filter({ hasText: '打印代理' }).locator('time').locator('visible=true').click()
    await bubble.waitFor()
    const box = await bubble.boundingBox()
    ok(box && box.x >= 0 && box.x + box.width <= SMALL.width && box.y >= 0, JSON.stringify(box))
    await page.keyboard.press('Escape')
    await bubble.waitFor({ state: 'hidden' })
    await loaded(stage, '/admin/events/')
    await press(page.getByRole('row').filter({ hasText: 'TIME-1' }).getByRole('link').first())
    await page
      .getByText(/^\d\d-\d\d \d\d:\d\d:\d\d$/)
      .first()
      .waitFor()
  },
}

const copied: Journey = {
  title: 'a new key is copied out of its dialog also where the page has no clipboard of its own, and the focus stays',
  async run(stage) {
    const { page, context } = stage
    await context.grantPermissions(['clipboard-read'])
    await stage.enterAs('admin')
    await page.addInitScript(() => Object.defineProperty(Navigator.prototype, 'clipboard', { get: () => undefined }))
    await loaded(stage, '/admin/staff/')
    await press(page.getByRole('button', { name: '添加员工' }))
    const dialog = page.getByRole('dialog')
    const password = await dialog.getByRole('textbox', { name: '初始密码' }).inputValue()
    const copy = dialog.getByRole('button', { name: /复制/ })
    await press(copy)
    await dialog.getByRole('button', { name: '已复制' }).waitFor()
    ok(await isFocusIn(page, 'dialog'), 'the focus has left the dialog')
    const name = dialog.getByLabel('姓名')
    await name.focus()
    await page.keyboard.press('Control+V')
    equal(await name.inputValue(), password)
  },
}

export const journeys = [walked, worked, roles, uncovered, exact, copied]
