import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import type { Stage } from './stage.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const THEMES = ['light', 'dark'] as const
const DESK = { width: 1440, height: 900 }
const WINDOWS = [DESK, { width: 360, height: 640 }]

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

/** Our application follows the device by script: it is dark once it says so. */
export async function showTheme(page: Page, colorScheme: (typeof THEMES)[number]): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
  await page.waitForFunction(
    (dark) =>
      document.getElementById('first-paint') === null || document.documentElement.classList.contains('dark') === dark,
    colorScheme === 'dark',
  )
}

/** Once a document: read anew it would also have to be compiled anew, which takes longer than a look. */
async function bringAxe(page: Page): Promise<void> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE)
}

/** What axe finds wrong with the page as it stands. */
async function violationsOf(page: Page): Promise<string[]> {
  await page.evaluate(finishAnimations)
  const results = (await page.evaluate(
    "window.axe.run(document, { resultTypes: ['violations'], elementRef: false })",
  )) as AxeResults
  return results.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)} (${nodes.length})`)
}

/** On a desk there is room for every column. */
function tablesThatScroll(): string[] {
  return [...document.querySelectorAll('table')]
    .filter(({ parentElement: card }) => card !== null && card.scrollWidth > card.clientWidth)
    .map((table) => `the table “${table.caption?.textContent}”`)
}

interface View {
  readonly window: (typeof WINDOWS)[number]
  readonly theme: (typeof THEMES)[number]
}

const EVERY_VIEW: readonly View[] = WINDOWS.flatMap((window) => THEMES.map((theme) => ({ window, theme })))

/** Half of the views each, so that every two of language, theme and window meet. */
export const VIEWS_OF = {
  zh: EVERY_VIEW.filter((_, at) => at === 0 || at === 3),
  en: EVERY_VIEW.filter((_, at) => at === 1 || at === 2),
} as const

/** Themes and windows of one page that is open in one language. */
export async function inspect(
  { page, complaints }: Pick<Stage, 'page' | 'complaints'>,
  where: string,
  views: readonly View[] = VIEWS_OF.zh,
): Promise<number> {
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' })
  await bringAxe(page)
  for (const { window, theme } of views) {
    await page.setViewportSize(window)
    await showTheme(page, theme)
    for (const violation of await violationsOf(page))
      complaints.push(`${where} ${window.width} px ${theme}: ${violation}`)
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    if (wider > 0) complaints.push(`${where} ${window.width} px: scrolls sideways by ${wider} px`)
    if (window === DESK)
      for (const table of await page.evaluate(tablesThatScroll)) complaints.push(`${where}: ${table} scrolls sideways`)
  }
  return views.length
}
