import { deepEqual, equal, match } from 'node:assert/strict'
import type { Journey } from './journey.ts'
import { inspect } from './stage/inspect.ts'
import { printedPicture, readCodes } from './stage/read-codes.ts'
import type { Stage } from './stage/stage.ts'

const DESK = { width: 1440, height: 900 }

async function look(stage: Stage, where: string): Promise<void> {
  await inspect(stage, where)
  await stage.page.setViewportSize(DESK)
}

async function nameAndPlace({ page }: Stage, name: string): Promise<void> {
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('名称').fill(name)
  await dialog.getByLabel('仓库').selectOption({ label: '华东仓' })
}

/** Whoever has a badge already is listed with its last day. */
async function choosePerson({ page }: Stage, name: string): Promise<void> {
  const people = page.getByRole('dialog').getByLabel('人员')
  const option = people.locator('option').filter({ hasText: new RegExp(`^${name}(（|$)`) })
  await people.selectOption(await option.getAttribute('value'))
}

/** A badge is read by scanners that see squares and by those that see only bars. */
async function readsAlike({ page }: Stage): Promise<void> {
  const dialog = page.getByRole('dialog')
  const text = await dialog.getByText(/^BG-[A-Z0-9]{8}$/).textContent()
  deepEqual(await readCodes(await printedPicture(dialog.locator('img'))), [['Code128', text]])
  deepEqual(
    (await readCodes(await dialog.screenshot())).filter(([format]) => format === 'QRCode'),
    [['QRCode', text]],
  )
}

const prepares: Journey = {
  title: 'a supervisor enrols by QR, keys a scan gun once, prints a station and a badge, narrows and revokes',
  async run(stage) {
    const { page } = stage
    await stage.enterAs('supervisor')
    await stage.open('/admin/devices/')
    const dialog = page.getByRole('dialog')
    const done = () => dialog.getByRole('button', { name: '完成' }).click()
    await page.getByRole('button', { name: '登记设备' }).first().click()
    await nameAndPlace(stage, '打包台 9')
    await dialog.getByRole('button', { name: '生成二维码' }).click()
    await dialog.getByRole('img', { name: '登记二维码' }).waitFor()
    match((await dialog.locator('code').textContent()) ?? '', /\/scan\/enrol\/\?code=[\w-]{22}$/)
    await look(stage, 'the code to enrol')
    await done()
    await page.getByRole('button', { name: '添加扫码枪' }).click()
    await nameAndPlace(stage, '固定扫码枪 1')
    await dialog.getByRole('button', { name: '生成密钥' }).click()
    await dialog.getByText('密钥只显示这一次').waitFor()
    await look(stage, 'the key of a scan gun')
    await done()
    await page.getByRole('button', { name: '添加工位' }).click()
    await nameAndPlace(stage, '打包台 9')
    await dialog.getByRole('button', { name: '保存' }).click()
    await dialog.getByRole('img', { name: '工位码' }).waitFor()
    await look(stage, 'the code of a station')
    await dialog.getByRole('button', { name: '关闭' }).click()
    await page.getByRole('button', { name: '发工牌' }).click()
    await choosePerson(stage, '仓管员')
    await dialog.getByLabel('PIN').fill('1357')
    await look(stage, 'the dialog to issue a badge')
    await dialog.getByRole('button', { name: '发工牌' }).click()
    await dialog.getByRole('img', { name: '工牌码' }).waitFor()
    await readsAlike(stage)
    await look(stage, 'a badge')
    await done()
    const gun = page.getByRole('row').filter({ hasText: '固定扫码枪 1' })
    await look(stage, 'the devices')
    await gun.getByRole('button', { name: '权限' }).click()
    await dialog.getByLabel('装车、交接').uncheck()
    await dialog.getByLabel('收退货、质检').uncheck()
    await look(stage, 'what a scan gun may do')
    await dialog.getByRole('button', { name: '保存' }).click()
    await gun.getByText('只可 打包、绑定、核对').waitFor()
    await look(stage, 'a scan gun that may only pack')
    await gun.getByRole('button', { name: '停用' }).click()
    await dialog.getByRole('button', { name: '停用' }).click()
    await gun.getByText('已停用').waitFor()
    equal(await gun.getByRole('button', { name: '停用' }).count(), 0)
  },
}

export const journeys: readonly Journey[] = [prepares]
