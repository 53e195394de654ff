import { equal } from 'node:assert/strict'
import { mintedCode } from '@baton/contract'
import type { Journey } from './journey.ts'
import { PIN, prepareFloor } from './stage/floor.ts'
import { inspect } from './stage/inspect.ts'
import { withKeptPhotos } from './stage/kept-photos.ts'
import { acknowledgeRefused, allSent, enrol, LAMP, MUG, order, PDA, products, WRONG } from './stage/packing.ts'
import { picture } from './stage/picture.ts'
import type { Stage } from './stage/stage.ts'
import { wedge } from './stage/wedge.ts'

async function badgeIn({ page }: Stage, badge: string): Promise<void> {
  await wedge(page, badge)
  const dialog = page.getByRole('dialog', { name: '输入 PIN' })
  await dialog.waitFor()
  await picture(page, 'pin')
  for (const digit of PIN) await dialog.getByRole('button', { name: digit, exact: true }).click()
  await dialog.getByRole('button', { name: '登录' }).click()
  await page.getByRole('banner').getByText('仓管员').waitFor()
}

async function pack(stage: Stage, waybill: string): Promise<void> {
  const { page } = stage
  const said = (text: string) => page.getByRole('main').getByRole('status').getByText(text).waitFor()
  await wedge(page, waybill)
  await said('打包开始')
  await page.getByText('已核对 0 / 3').waitFor()
  await picture(page, 'packing')
  await wedge(page, WRONG)
  await said('拿错商品')
  await picture(page, 'wrong-item')
  await wedge(page, MUG)
  await page.getByText('已核对 1 / 3').waitFor()
  await wedge(page, MUG)
  await wedge(page, LAMP)
  await page.getByText('扫序列号').waitFor()
  await picture(page, 'serial')
  await wedge(page, `SN-${waybill}`)
  await page.getByText('商品核对完毕').waitFor()
  await picture(page, 'packed')
}

async function load(stage: Stage, waybills: readonly string[]): Promise<void> {
  const { page } = stage
  await page.getByRole('link', { name: '装车' }).click()
  await page.getByRole('button', { name: '开新的一车' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '顺丰速运' }).click()
  await page.getByRole('heading', { name: '顺丰速运' }).waitFor()
  for (const waybill of waybills) await wedge(page, waybill)
  await page.getByRole('list', { name: '刚装的' }).getByRole('listitem').first().waitFor()
  await allSent(stage)
  await picture(page, 'loading')
  await page.getByRole('button', { name: '交接', exact: true }).click()
  const sheet = page.getByRole('dialog')
  await sheet
    .getByRole('list', { name: '交接清单' })
    .getByRole('listitem')
    .nth(waybills.length - 1)
    .waitFor()
  await picture(page, 'hand-over')
  await sheet.getByRole('button', { name: `确认交接 ${waybills.length} 件` }).click()
  await sheet.waitFor({ state: 'detached' })
  await allSent(stage)
}

const shift: Journey = {
  title: 'a shift on a PDA: enrol, badge, clock in, pack with a wrong item and a serial number, load, hand over',
  async run(stage) {
    const { page } = stage
    await page.setViewportSize(PDA)
    await products(stage)
    const waybill = 'SF7700000000001'
    await order(stage, 'SHIFT-1', waybill)
    const world = await prepareFloor(stage, '打包台 3')
    await enrol(stage, world.enrolment.code)
    await badgeIn(stage, world.badge.code)
    await wedge(page, world.station.code)
    await page.getByRole('main').getByRole('status').getByText('上岗').waitFor()
    await page.getByRole('link', { name: '任务' }).click()
    await page.waitForURL('**/scan/tasks/')
    await page.getByRole('listitem').first().waitFor()
    await picture(page, 'tasks')
    await pack(stage, waybill)
    await page.getByRole('region', { name: '1 次扫描被拒绝' }).waitFor()
    await picture(page, 'refused')
    await acknowledgeRefused(stage)
    await load(stage, [waybill])
    await stage.enterAs('ops')
    await page.setViewportSize({ width: 1440, height: 900 })
    await stage.open('/admin/orders/?q=SHIFT-1')
    await page.getByRole('row').filter({ hasText: 'SHIFT-1' }).getByText('已发货').waitFor()
  },
}

/** A picture of one dot. */
const DOT = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

/** Photos belong to the return that they show, until an inspection of it is recorded. */
async function inspectInTwoGoes({ page }: Stage): Promise<void> {
  const code = mintedCode('work_order', 'RET0002')
  const photos = page.getByRole('img', { name: /^照片/ })
  const scanning = page.getByText('扫退货面单或退货工单')
  await wedge(page, code)
  await page
    .getByLabel('拍照')
    .setInputFiles({ name: 'dot.png', mimeType: 'image/png', buffer: Buffer.from(DOT, 'base64') })
  await photos.waitFor()
  await page.getByRole('button', { name: '稍后质检' }).click()
  await scanning.waitFor()
  await wedge(page, code)
  await photos.waitFor()
  await page.reload()
  await photos.waitFor()
  await page.getByRole('button', { name: '已拆封' }).click()
  await page.getByRole('button', { name: '记录质检' }).click()
  await scanning.waitFor()
  await wedge(page, code)
  await page.getByText('已收货，请质检').waitFor()
  await page
    .getByLabel('拍照')
    .setInputFiles({ name: 'dot.png', mimeType: 'image/png', buffer: Buffer.from(DOT, 'base64') })
  await photos.first().waitFor()
  equal(await photos.count(), 1)
  await page.getByRole('button', { name: '稍后质检' }).click()
  await scanning.waitFor()
}

/** What was put off is asked for, also by a device whose clock was wrong, until the inspection is recorded. */
async function recordForgotten({ page, complaints }: Stage): Promise<void> {
  const code = mintedCode('work_order', 'RET0002')
  await withKeptPhotos(page, async (photos, put) => {
    for (const photo of photos) await put({ ...photo, takenAt: 0 })
  })
  await page.reload()
  const asked = page.getByText('1 张照片还没有质检记录')
  await asked.waitFor()
  await page.getByRole('listitem').filter({ hasText: code }).first().waitFor()
  await picture(page, 'photos-unrecorded')
  await inspect({ page, complaints }, 'photos without an inspection')
  await page.setViewportSize(PDA)
  await wedge(page, code)
  await page.getByRole('img', { name: /^照片/ }).waitFor()
  await page.getByRole('button', { name: '已拆封' }).click()
  await page.getByRole('button', { name: '记录质检' }).click()
  await asked.waitFor({ state: 'detached' })
}

/** The screens that are no step of a shift: each opens, says what it is, and is without fault to axe. */
const otherScreens: Journey = {
  title: 'returns are taken in and inspected, any code is looked up, and the device looks at itself',
  async run(stage) {
    const { page } = stage
    await page.setViewportSize(PDA)
    const { enrolment } = await prepareFloor(stage, '质检台 1')
    await enrol(stage, enrolment.code)
    await page.getByRole('button', { name: '退货收货' }).click()
    await page.getByText('扫退货面单或退货工单').waitFor()
    await picture(page, 'returns')
    await wedge(page, mintedCode('work_order', 'RET0001'))
    await page.getByRole('button', { name: /^退货收货 .*撤销/ }).click()
    await page.getByText('扫退货面单或退货工单').waitFor()
    await wedge(page, mintedCode('work_order', 'RET0001'))
    await page.getByRole('button', { name: '破损' }).click()
    await picture(page, 'inspect')
    await page.getByRole('button', { name: '记录质检' }).click()
    await page.getByText('扫退货面单或退货工单').waitFor()
    await inspectInTwoGoes(stage)
    await recordForgotten(stage)
    await page.getByText('扫退货面单或退货工单').waitFor()
    await page.getByRole('button', { name: '退出' }).click()
    await page.getByRole('button', { name: '查一下' }).click()
    await wedge(page, 'SF7700000000001')
    await page
      .getByRole('main')
      .getByText(/^DB2026/)
      .first()
      .waitFor()
    await picture(page, 'look')
    for (const [code, told] of [
      [mintedCode('bin', 'A010203'), '接力不管库位'],
      [mintedCode('work_order', 'RET0001'), '已收货'],
      ['mug-s', '搪瓷马克杯'],
      ['质检台 1', '设备'],
      ['没有这个', '接力认得：面单'],
    ] as const) {
      await page.evaluate((detail) => dispatchEvent(new CustomEvent('baton:scan', { detail })), code)
      await page.getByRole('main').getByText(told).first().waitFor()
    }
    await picture(page, 'look-unknown')
    await inspect(stage, 'a code that nobody knows')
    await page.setViewportSize(PDA)
    for (const [path, heading] of [
      ['more', '更多'],

      ['check', '设备自检'],
      ['tasks', '任务'],
      ['trips', '装车'],
    ] as const) {
      await stage.open(`/scan/${path}/`)
      await page.getByRole('heading', { level: 1, name: heading }).waitFor()
      await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' })
      await page.emulateMedia({ colorScheme: 'light' })
      await page.waitForFunction(() => !document.documentElement.classList.contains('dark'))
      if (path !== 'tasks') await picture(page, path)
      await inspect(stage, `/scan/${path}/`)
      await page.setViewportSize(PDA)
    }
  },
}

export const journeys: readonly Journey[] = [shift, otherScreens]
