import type { Page } from 'playwright-core'

/** A hardware scanner: it types the code and ends it with Enter, faster than any hand. */
export async function wedge(page: Page, code: string): Promise<void> {
  await page.keyboard.type(code, { delay: 2 })
  await page.keyboard.press('Enter')
}
