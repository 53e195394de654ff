import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import type { Journey } from './journey.ts'
import type { Stage } from './stage/stage.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const LOCALES = ['zh', 'en'] as const
const THEMES = ['light', 'dark'] as const
const WINDOWS = [
  { width: 1440, height: 900 },
  { width: 360, height: 640 },
]

/** Colours in the middle of a fade are nobody's: ends what moves, until a frame passes in which nothing does. */
async function finishAnimations(): Promise<void> {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
  const moving = () =>
    document
      .getAnimations()
      .filter(
        (one) => one.playState === 'running' && one.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY,
      )
  for (let quiet = 0; quiet < 2; ) {
    await frame()
    const animations = moving()
    for (const animation of animations) animation.finish()
    quiet = animations.length === 0 ? quiet + 1 : 0
  }
}

/** The page follows the device by script: it is dark once it says so. */
async function showTheme(page: Page, colorScheme: (typeof THEMES)[number]): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
  await page.waitForFunction(
    (dark) => document.documentElement.classList.contains('dark') === dark,
    colorScheme === 'dark',
  )
}

/** What axe finds wrong with the page as it stands. */
async function violationsOf(page: Page): Promise<string[]> {
  await page.evaluate(finishAnimations)
  const results = (await page.evaluate(
    "window.axe.run(document, { resultTypes: ['violations'], elementRef: false })",
  )) as AxeResults
  return results.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)} (${nodes.length})`)
}

/** Both themes and both windows of one page that is open in one language. */
async function inspect({ page, complaints }: Stage, where: string): Promise<number> {
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' })
  await page.evaluate(AXE)
  for (const window of WINDOWS) {
    await page.setViewportSize(window)
    for (const colorScheme of THEMES) {
      await showTheme(page, colorScheme)
      for (const violation of await violationsOf(page))
        complaints.push(`${where} ${window.width} px ${colorScheme}: ${violation}`)
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      if (wider > 0) complaints.push(`${where} ${window.width} px: scrolls sideways by ${wider} px`)
    }
  }
  return WINDOWS.length * THEMES.length
}

async function inspectAll(stage: Stage, paths: readonly string[]): Promise<void> {
  let inspected = 0
  for (const locale of LOCALES) {
    await stage.open('/sign-in')
    await stage.page.evaluate((chosen) => localStorage.setItem('baton.locale', chosen), locale)
    for (const path of paths) {
      await stage.open(path)
      inspected += await inspect(stage, `${locale} ${path}`)
    }
  }
  await stage.page.evaluate(() => localStorage.clear())
  stage.notes.push(`${inspected} views of ${paths.length} pages, 0 violations`)
}

/** The detail pages of an order with a story, and of an event that could not be read. */
async function detailPaths(stage: Stage): Promise<string[]> {
  const { page } = stage
  const { number } = await stage.sandbox.order('douyin', 'signed')
  await stage.ownShop.pushOrder('AXE-UNMAPPED', { nativeStatus: '轴外状态' })
  await stage.open(`/admin/orders/?q=${number}`)
  await page.getByRole('row').filter({ hasText: number }).getByRole('link').click()
  await page.getByRole('region', { name: '时间线' }).getByRole('listitem').first().waitFor()
  const order = new URL(page.url())
  await stage.open('/admin/events/?state=unmapped')
  await page.getByRole('row').filter({ hasText: 'AXE-UNMAPPED' }).getByRole('link').click()
  await page.waitForURL('**/admin/events/detail/?id=*')
  return [order, new URL(page.url())].map((url) => url.pathname + url.search)
}

const everyRoom: Journey = {
  title: 'axe finds nothing in any room, in both languages, both themes, on a phone and a desk',
  async run(stage) {
    await stage.enterAs('admin')
    const work = [
      'orders',
      'alerts',
      'channels',
      'events',
      'mapping',
      'deviation',
      'reviews',
      'deliveries',
      'erp',
      'finance/reconcile',
    ]
    const rooms = [...work, 'merchant', 'staff']
    await inspectAll(
      stage,
      rooms.map((room) => `/admin/${room}/`),
    )
  },
}

const catalogueAndDetails: Journey = {
  title: 'nor in the catalogue and on the pages of one order and one event',
  async run(stage) {
    await stage.enterAs('admin')
    const details = await detailPaths(stage)
    const catalogue = ['shops', 'warehouses', 'products', 'rules'].map((room) => `/admin/catalogue/${room}/`)
    await inspectAll(stage, [...catalogue, ...details])
  },
}

const outside: Journey = {
  title: 'nor on the page to sign in',
  async run(stage) {
    await inspectAll(stage, ['/sign-in/'])
  },
}

export const journeys = [everyRoom, catalogueAndDetails, outside]
