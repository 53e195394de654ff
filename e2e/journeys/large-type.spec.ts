import type { Page } from 'playwright-core'
import { launchBrowser } from '../browser.ts'
import { enrolBrowser } from '../enrol-browser.ts'
import type { Journey } from './journey.ts'
import { orderOf } from './stage/floor.ts'
import { PATIENCE_MS, type Stage } from './stage/stage.ts'

/** Twice what a browser starts with: what somebody chooses who cannot read it otherwise. */
const TYPE_PX = 32
const PHONE = { width: 360, height: 640 }
const FLOOR = ['', 'tasks/', 'trips/', 'more/', 'check/', 'returns/', 'look/'].map((path) => `/scan/${path}`)
const DESK = [
  'orders',
  'reviews',
  'interceptions',
  'hand-overs',
  'alerts',
  'messages',
  'events',
  'deliveries',
  'mapping',
  'channels',
]
const REST = [
  'account',
  'erp',
  'deviation',
  'devices',
  'printers',
  'staff',
  'catalogue',
  'merchant',
  'carriers',
  'finance',
]

const roomAt = (room: string) => `/admin/${room}/`

/** Runs in a page: words that stand one or two characters to a line, and a page that scrolls sideways. */
function unreadable(): string[] {
  const found = new Set<string>()
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const range = document.createRange()
  const linesOf = (node: Node) => {
    range.selectNodeContents(node)
    return new Set([...range.getClientRects()].filter(({ width }) => width > 1).map(({ top }) => Math.round(top))).size
  }
  for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
    const text = node.textContent?.trim() ?? ''
    if (node.parentElement?.closest('script, style, .sr-only, [aria-hidden=true]')) continue
    const lines = linesOf(node)
    if (lines >= 3 && text.length / lines <= 2.4) found.add(`“${text.slice(0, 20)}” in ${lines} lines`)
  }
  const wider = document.documentElement.scrollWidth - innerWidth
  if (wider > 0) found.add(`scrolls sideways by ${wider} px`)
  return [...found]
}

async function look(stage: Stage, page: Page, path: string): Promise<void> {
  await page.goto(`${stage.system.baseUrl}${path}`)
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' })
  for (const fault of await page.evaluate(unreadable)) stage.complaints.push(`${path} at ${TYPE_PX} px: ${fault}`)
}

const twice: Journey = {
  title: 'at twice the type on a phone no word stands letter by letter, on the floor, on the board and in the rooms',
  async run(stage) {
    await stage.ownShop.pushOrder('LARGE-1')
    await stage.enterAs('ops')
    const { id } = await orderOf(stage, 'LARGE-1')
    await stage.enterAs('admin')
    const cookies = await stage.context.cookies()
    const args = [`--blink-settings=defaultFontSize=${TYPE_PX}`]
    const browser = await launchBrowser({ locale: 'zh-CN', viewport: PHONE, reducedMotion: 'reduce', args })
    try {
      const { context } = browser
      await enrolBrowser(context, stage.system, '华东仓')
      await context.addCookies(cookies)
      const alike = [...FLOOR, '/board/', `/admin/orders/detail/?id=${id}`, ...DESK.map(roomAt)]
      const pathsIn = { zh: [...alike, ...REST.map(roomAt)], en: alike } as const
      for (const [language, paths] of Object.entries(pathsIn)) {
        const page = await context.newPage()
        page.setDefaultTimeout(PATIENCE_MS)
        await page.addInitScript((chosen) => localStorage.setItem('baton.locale', chosen), language)
        for (const path of paths) await look(stage, page, path)
        await page.close()
      }
    } finally {
      await browser.close()
    }
  },
}

export const journeys: readonly Journey[] = [twice]
