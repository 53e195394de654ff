import { equal, ok } from 'node:assert/strict'
import type { PlatformId, ShopView } from '@baton/contract'
import type { Journey } from './journey.ts'
import { ask } from './stage/floor.ts'
import type { Stage } from './stage/stage.ts'
import { until } from './stage/until.ts'

const shopsOf = async (stage: Stage, platform: PlatformId = 'pinduoduo') =>
  (await ask<readonly ShopView[]>(stage, 'catalogue.shops')).filter((shop) => shop.platform === platform)

const expiryOf = async (stage: Stage, { id, platform }: ShopView) =>
  (await shopsOf(stage, platform)).find((shop) => shop.id === id)?.tokenExpiresAt ?? null

async function openShop(stage: Stage, shop: string): Promise<void> {
  await stage.open('/admin/catalogue/shops/')
  await stage.page.getByRole('row').filter({ hasText: shop }).getByRole('button', { name: '编辑' }).click()
}

/** From the shop's dialog to the platform's page. */
async function leaveFor(stage: Stage, shop: string): Promise<void> {
  const { page } = stage
  await openShop(stage, shop)
  await page.getByRole('dialog').getByRole('button', { name: '去平台授权' }).click()
  await page.getByRole('button', { name: '同意授权' }).waitFor()
}

/** Until an order that is paid now has been read at the platform. */
async function readNewOrder(stage: Stage, platform: PlatformId): Promise<void> {
  const { number } = await stage.sandbox.order(platform)
  const input = encodeURIComponent(JSON.stringify({ filter: { q: number } }))
  await until(async () => {
    const { rows } = await ask<{ rows: readonly unknown[] }>(stage, `orders.list?input=${input}`)
    return rows.length === 1
  }, `${number} to be read with the new tokens`)
}

const authorised: Journey = {
  title:
    'ops authorises a shop at the platform, its next order is read with the new tokens, and a second return counts for nothing',
  async run(stage) {
    const { page } = stage
    await stage.enterAs('ops')
    const [shop] = await shopsOf(stage)
    ok(shop, 'there is a shop')

    await stage.open('/admin/channels/')
    await page
      .getByRole('button', { name: /青禾生活·拼多多/ })
      .first()
      .click()
    const redirectUri = `${stage.system.baseUrl}/authorised/pinduoduo`
    await page.getByRole('dialog').getByText(redirectUri, { exact: true }).waitFor()
    await page.getByRole('dialog').getByRole('button', { name: '保存' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })

    await leaveFor(stage, shop.name)
    const back = page.waitForRequest((request) => request.url().startsWith(redirectUri))
    await page.getByRole('button', { name: '同意授权' }).click()
    await page
      .getByRole('status')
      .filter({ hasText: `“${shop.name}”已授权` })
      .waitFor()
    equal(new URL(page.url()).searchParams.get('code'), null)
    const expiry = await expiryOf(stage, shop)
    ok(expiry !== null && expiry !== shop.tokenExpiresAt, 'the new token has its own end')

    await readNewOrder(stage, 'pinduoduo')

    await page.goto((await back).url())
    await page.getByRole('alert').filter({ hasText: '这次授权已用过' }).waitFor()
    equal(await expiryOf(stage, shop), expiry)
    await page.getByRole('button', { name: '知道了' }).click()
    await page.getByRole('alert').filter({ hasText: '这次授权已用过' }).waitFor({ state: 'detached' })
    equal(new URL(page.url()).search, '')
  },
}

const notAuthorised: Journey = {
  title: 'a shop that was denied, or another one than the chosen, keeps its tokens; a shop nobody chose is made',
  async run(stage) {
    const { page } = stage
    await stage.enterAs('ops')
    const [shop] = await shopsOf(stage)
    ok(shop, 'there is a shop')
    await leaveFor(stage, shop.name)
    await page.getByRole('button', { name: '拒绝' }).click()
    await page.getByRole('alert').filter({ hasText: '商家没有同意授权' }).waitFor()
    equal(await expiryOf(stage, shop), shop.tokenExpiresAt)

    const other = { appId: shop.appId, name: '授权旅程店', nativeNumber: '1', fields: { accessToken: 'none' } }
    await ask(stage, 'catalogue.saveShop', { ...other, enabled: false })
    await leaveFor(stage, other.name)
    await page.getByRole('button', { name: '同意授权' }).click()
    await page.getByRole('alert').filter({ hasText: '授权的是另一家店铺' }).waitFor()

    await stage.open('/admin/catalogue/shops/')
    await page.getByRole('button', { name: '添加店铺' }).click()
    const form = page.getByRole('dialog', { name: '添加店铺' })
    await form.getByRole('combobox', { name: '渠道应用' }).selectOption({ label: '青禾生活·拼多多' })
    await form.getByRole('button', { name: '去平台授权' }).click()
    await page.getByRole('button', { name: '同意授权' }).click()
    await page
      .getByRole('status')
      .filter({ hasText: `“${shop.name}”已授权` })
      .waitFor()
    equal((await shopsOf(stage)).length, 2)

    await leaveFor(stage, shop.name)
    await stage.context.clearCookies()
    await page.getByRole('button', { name: '同意授权' }).click()
    await page.getByLabel('用户名').fill('ops')
    await page.getByLabel('密码', { exact: true }).fill(stage.passwordOf('ops'))
    await page.getByRole('button', { name: '登录' }).click()
    await page.getByRole('alert').filter({ hasText: '请先登录' }).getByText('授权没有保存').waitFor()
  },
}

const otherPlatforms: Journey = {
  title: 'a Taobao shop is authorised at its page; a Douyin shop’s tokens are fetched with one press',
  async run(stage) {
    const { page } = stage
    await stage.enterAs('ops')
    const [, taobao] = await shopsOf(stage, 'taobao')
    ok(taobao && taobao.tokenExpiresAt === null, 'there is a shop whose session key was entered')
    await leaveFor(stage, taobao.name)
    await page.getByRole('combobox').selectOption(taobao.nativeNumber)
    await page.getByRole('button', { name: '同意授权' }).click()
    await page
      .getByRole('status')
      .filter({ hasText: `“${taobao.name}”已授权` })
      .waitFor()
    ok(await expiryOf(stage, taobao), 'it is known when the session key ends')
    await readNewOrder(stage, 'taobao')

    for (const douyin of await shopsOf(stage, 'douyin')) {
      await openShop(stage, douyin.name)
      await page.getByRole('dialog').getByRole('button', { name: '取得令牌' }).click()
      await page.getByText('令牌已取得并保存').waitFor()
      ok((await expiryOf(stage, douyin)) !== douyin.tokenExpiresAt, 'the new token has its own end')
    }
    await readNewOrder(stage, 'douyin')
  },
}

export const journeys = [authorised, notAuthorised, otherPlatforms]
