import { deepEqual } from 'node:assert/strict'
import type { Journey } from './journey.ts'
import { closeReviewAlert } from './stage/close-alert.ts'
import { connectErp, ship } from './stage/connect-erp.ts'
import { inspect } from './stage/inspect.ts'
import type { Stage } from './stage/stage.ts'
import { until } from './stage/until.ts'

/** Lets a shipment fail for good at Taobao, which opens a review and raises its alert. */
async function openReview(stage: Stage): Promise<void> {
  const script = await connectErp(stage, '管易')
  const { number } = await stage.sandbox.order('taobao')
  await ship(script, number, 'JT')
}

const reachesOnce: Journey = {
  title: 'an alert reaches its owner’s WeCom once; its receipt goes from sent to seen to acknowledged',
  async run(stage) {
    const { page } = stage
    await stage.enterAs('ops')
    const all = async () =>
      (await stage.sandbox.received()).filter(
        ({ messenger, form, to, text }) =>
          messenger === 'wecom' && form === 'app' && to === 'ops' && text.includes('淘宝') && text.includes('人工复核'),
      )
    const { length: earlier } = await all()
    const told = async () => (await all()).slice(0, -earlier || undefined)
    await openReview(stage)
    await until(async () => (await told()).length > 0, 'the alert at the WeCom of the owner')
    await stage.open('/admin/alerts/')
    const card = page
      .getByRole('list', { name: '告警列表' })
      .locator(':scope > li')
      .filter({ hasText: /淘宝.*人工复核/ })
    await card.getByText('送达情况').click()
    const receipts = card.getByRole('list', { name: '送达情况' }).getByRole('listitem')
    const wecomOf = (person: string) => receipts.filter({ hasText: person }).filter({ hasText: '企业微信' })
    await wecomOf('主管').getByText('已发出').waitFor()
    await wecomOf('运营').getByText('已查看').waitFor()
    await inspect(stage, 'an alert with its receipts')
    await page.setViewportSize({ width: 1440, height: 900 })
    await card.getByRole('button', { name: '我知道了' }).click()
    await wecomOf('运营').getByText('已确认').waitFor()
    deepEqual(
      (await told()).map((one) => one.fate),
      ['arrived'],
    )
    await closeReviewAlert(stage, '淘宝')
  },
}

const testSend: Journey = {
  title: 'a test message says whether a channel works, and to whom it cannot be sent',
  async run(stage) {
    const { page } = stage
    await stage.enterAs('ops')
    await stage.open('/admin/messages/')
    const card = page
      .getByRole('list', { name: '消息通道' })
      .locator(':scope > li')
      .filter({ has: page.getByRole('heading', { name: '企业微信', exact: true }) })
    const sendTo = async (target: string) => {
      await card.getByRole('button', { name: '发送测试' }).click()
      await page.getByRole('dialog').getByLabel('企业微信成员账号').fill(target)
      await page.getByRole('dialog').getByRole('button', { name: '发送' }).click()
    }
    const close = async () => {
      await page.getByRole('dialog').getByRole('button', { name: '关闭' }).last().click()
      await page.getByRole('dialog').waitFor({ state: 'detached' })
    }
    await sendTo('nobody-there')
    await page.getByRole('dialog').getByText('81013').waitFor()
    await inspect(stage, 'a test message that was refused')
    await page.setViewportSize({ width: 1440, height: 900 })
    await close()
    await sendTo('finance')
    await page.getByRole('dialog').getByText('对方已接收这条测试消息').waitFor()
    await close()
    await until(
      async () => (await stage.sandbox.received()).some((one) => one.to === 'finance' && one.fate === 'arrived'),
      'the test message at WeCom',
    )
    await page.getByRole('button', { name: '添加通道' }).click()
    await page.getByRole('dialog').getByLabel('类型').selectOption({ label: '邮件（SMTP）' })
    await page.getByRole('dialog').getByLabel('SMTP 服务器').waitFor()
    await inspect(stage, 'the form of a message channel')
  },
}

const mail: Journey = {
  title: 'an alert also lies in the mailbox of its owner, and the page of the sandbox shows it',
  async run(stage) {
    const { page } = stage
    await stage.enterAs('ops')
    const mails = async () =>
      (await stage.sandbox.received()).filter(
        ({ form, to, text }) => form === 'mail' && to === 'ops@qinghe.example' && text.includes('人工复核'),
      )
    const { length: earlier } = await mails()
    await openReview(stage)
    await until(async () => (await mails()).length > earlier, 'the mail of the owner')
    await page.goto(stage.system.sandboxUrl ?? '')
    const received = page.getByText('邮件 · 收件箱').first()
    await received.waitFor()
    await page.setViewportSize({ width: 360, height: 640 })
    await received.waitFor({ state: 'hidden' })
    await page.getByRole('link', { name: '收到' }).click()
    await received.waitFor()
    await inspect(stage, 'what was received, on the page of the sandbox')
    await page.setViewportSize({ width: 1440, height: 900 })
    await closeReviewAlert(stage, '淘宝')
  },
}

const contacts: Journey = {
  title: 'where messages reach a person is entered on the staff page',
  async run(stage) {
    const { page } = stage
    await stage.enterAs('admin')
    await stage.open('/admin/staff/')
    await page.getByRole('button', { name: '“财务”的联系方式' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('邮箱').fill('not an address')
    await dialog.getByRole('button', { name: '保存' }).click()
    await dialog.locator('[aria-invalid=true]').waitFor()
    await inspect(stage, 'the contacts of a person, one of them wrong')
    await page.setViewportSize({ width: 1440, height: 900 })
    await dialog.getByLabel('邮箱').fill('finance@example.cn')
    await dialog.getByRole('button', { name: '保存' }).click()
    await dialog.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: '“财务”的联系方式' }).click()
    await page.getByRole('dialog').locator('input[value="finance@example.cn"]').waitFor()
  },
}

export const journeys: readonly Journey[] = [reachesOnce, testSend, mail, contacts]
