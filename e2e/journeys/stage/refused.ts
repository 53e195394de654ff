import type { Locator, Page } from 'playwright-core'

/** The list of what the server refused, opened from its line; `count`: only where so many are told. */
export async function openRefused(page: Page, count?: number): Promise<Locator> {
  const refused = page.getByRole('region', { name: `${count ?? ''} 次扫描被拒绝`.trim() })
  await refused.getByRole('button', { expanded: false }).click()
  return refused.getByRole('list')
}
