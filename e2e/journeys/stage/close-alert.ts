import type { Stage } from './stage.ts'

/** Closes the alert about conflicts with a platform, so that the next conflict is news again. */
export async function closeReviewAlert(stage: Stage, platform: string): Promise<void> {
  const { page } = stage
  await stage.open('/admin/alerts/')
  const card = page
    .getByRole('list', { name: '告警列表' })
    .locator(':scope > li')
    .filter({ hasText: new RegExp(`${platform}.*人工复核`) })
  await card.getByRole('button', { name: '关闭' }).click()
  await card.waitFor({ state: 'detached' })
}
