import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { showTheme } from './inspect.ts'

/** Keeps a light picture for the guide in the folder that BATON_PICTURES names; nothing without it. What pulses goes on. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.BATON_PICTURES
  if (!folder) return
  mkdirSync(folder, { recursive: true })
  await showTheme(page, 'light')
  await page.evaluate(() => {
    const ending = document
      .getAnimations()
      .filter((one) => one.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY)
    return Promise.all(ending.map((one) => one.finished.catch(() => null)))
  })
  await page.screenshot({ path: join(folder, `${name}.png`) })
}
