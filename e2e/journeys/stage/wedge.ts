import type { Page } from 'playwright-core'

/** A hardware scanner: it types the code and ends it with Enter, and waits for no page. */
export async function wedge(page: Page, code: string): Promise<void> {
  await Promise.all([...code, 'Enter'].map((key) => page.keyboard.press(key)))
}

/** The same without anything after the code, as many are delivered. */
export async function wedgeBare(page: Page, code: string): Promise<void> {
  await Promise.all([...code].map((key) => page.keyboard.press(key)))
}
