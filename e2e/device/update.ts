import { equal, match } from 'node:assert/strict'
import type { Pda } from './pda.ts'

const HELD = '有新版本：全部上传后可更新'

/** The pages come through and the API does not: a newer build is found while nothing can be sent. It must wait. */
export async function findBuildWhileUnsent(pda: Pda, build: string): Promise<void> {
  pda.front.serveBuild(build)
  pda.front.set('pages')
  await pda.open()
  await pda.page.getByRole('status').getByText(HELD).waitFor()
  equal(await pda.page.getByRole('button', { name: '更新', exact: true }).count(), 0, 'it can be forced')
}

/** The person takes the newer build once everything is sent; the page loads again under its worker. */
export async function acceptBuild(pda: Pda, build: string): Promise<void> {
  const { page } = pda
  const before = await pda.counts()
  match(await pda.version(), /^[0-9a-f]{12}$/)
  await page.evaluate(() => document.documentElement.setAttribute('data-before', ''))
  await page.getByRole('button', { name: '更新', exact: true }).click()
  await page.waitForFunction(() => !document.documentElement.hasAttribute('data-before'))
  await page.getByRole('banner').getByText('台上').waitFor()
  equal(await pda.version(), build)
  equal((await pda.counts()).onDevice, before.onDevice)
}
