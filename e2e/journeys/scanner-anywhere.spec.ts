import { equal } from 'node:assert/strict'
import { mintedCode } from '@baton/contract'
import type { Page } from 'playwright-core'
import { Pda } from '../device/pda.ts'
import type { Journey } from './journey.ts'
import { PIN, prepareFloor, RECEIVER } from './stage/floor.ts'
import type { Stage } from './stage/stage.ts'
import { wedgeBare } from './stage/wedge.ts'

/** Slower than a scan without suffix ends. */
const TYPED_EVERY_MS = 250

async function withPda(stage: Stage, name: string, work: (pda: Pda, badge: string) => Promise<void>): Promise<void> {
  const { enrolment, badge } = await prepareFloor(stage, name)
  const pda = await Pda.unpack(stage.system)
  try {
    await pda.switchOn()
    await pda.enrol(enrolment.code)
    await work(pda, badge.code)
  } finally {
    await pda.discard()
  }
}

/** Where a scanner that inserts text would insert it. */
const hasScannerInput = (page: Page) => page.waitForFunction(() => document.activeElement?.id === 'scan-sink')

const said = (page: Page, text: string) => page.getByRole('main').getByRole('status').getByText(text).waitFor()

const typedPin: Journey = {
  title:
    'a PIN is typed on the keys of the device as well: a scan in between is none of its digits, and nothing shows it',
  async run(stage) {
    await withPda(stage, '手持 21', async (pda, badge) => {
      const { page } = pda
      const digits = (count: number) => page.getByRole('status', { name: `已输入 ${count} 位` }).waitFor()
      await pda.scan([badge])
      await page.getByRole('dialog', { name: '输入 PIN' }).waitFor()
      await hasScannerInput(page)
      await page.keyboard.type(PIN.slice(0, 2), { delay: TYPED_EVERY_MS })
      await digits(2)
      await pda.scan([badge])
      await digits(0)
      await page.keyboard.type(PIN, { delay: TYPED_EVERY_MS })
      await page.keyboard.press('9')
      await digits(PIN.length + 1)
      await page.keyboard.press('Backspace')
      await digits(PIN.length)
      await page.keyboard.press('Enter')
      await page.getByRole('banner').getByText('仓管员').waitFor()
      equal(await page.getByText(PIN).count(), 0)
      await hasScannerInput(page)
    })
  },
}

const overQuestions: Journey = {
  title: 'a scan while a reason or a truck is chosen is of the parcel that was scanned, and the next one is heard',
  async run(stage) {
    const parcels = (waybill: string) => ({
      receiver: RECEIVER,
      parcels: [{ carrier: 'SF', waybill, lineNumbers: [] }],
    })
    const [first, second] = ['SF7700000000221', 'SF7700000000222'] as const
    await stage.ownShop.pushOrder('ANY-1', parcels(first))
    await stage.ownShop.pushOrder('ANY-2', parcels(second))
    await withPda(stage, '手持 22', async (pda) => {
      const { page } = pda
      await pda.scan([first])
      await pda.keeps(1)
      await page.getByRole('button', { name: '会晚，说原因' }).click()
      const reasons = page.getByRole('dialog', { name: '为什么会晚？' })
      await reasons.waitFor()
      await hasScannerInput(page)
      await page.keyboard.insertText(`${second}\n`)
      await reasons.waitFor({ state: 'detached' })
      await pda.keeps(2)
      await page.getByRole('main').getByText(second).first().waitFor()
      await page.getByRole('link', { name: '装车' }).click()
      await page.getByRole('button', { name: '开新的一车' }).click()
      await page.getByRole('dialog').getByRole('button', { name: '顺丰速运' }).click()
      await page.getByRole('heading', { name: '顺丰速运' }).waitFor()
      await hasScannerInput(page)
    })
  },
}

const unrecorded: Journey = {
  title: 'a condition that was chosen and not recorded is not dropped by the next scan',
  async run(stage) {
    await withPda(stage, '手持 23', async (pda) => {
      const { page } = pda
      await pda.scan([mintedCode('work_order', 'RET0231')])
      await page.getByRole('button', { name: '破损' }).click()
      await pda.scan(['SF7700000000231'])
      await said(page, '先记录质检')
      await page.getByRole('button', { name: '破损', pressed: true }).waitFor()
      await pda.keeps(1)
      await page.getByRole('button', { name: '记录质检' }).click()
      await pda.keeps(2)
      await page.getByText('扫退货面单或退货工单').waitFor()
      await pda.scan(['SF7700000000231'])
      await pda.keeps(3)
    })
  },
}

const intoNote: Journey = {
  title: 'a scan while the note of an inspection is written is a scan, and the note stays what a person typed',
  async run(stage) {
    await withPda(stage, '手持 24', async (pda) => {
      const { page } = pda
      const note = page.getByRole('textbox', { name: '备注' })
      const [first, second] = [mintedCode('work_order', 'RET0241'), mintedCode('work_order', 'RET0242')]
      await pda.scan([mintedCode('work_order', 'RET0240'), first])
      await pda.keeps(2)
      await note.click()
      await pda.scan([second])
      await pda.keeps(3)
      await page.getByRole('main').getByText(second).first().waitFor()
      equal(await note.inputValue(), '')
      await note.click()
      await page.keyboard.type('scratched', { delay: TYPED_EVERY_MS })
      await page.keyboard.press('Enter')
      await pda.scan([first])
      await said(page, '先记录质检')
      equal(await note.inputValue(), 'scratched\n')
      await page.keyboard.type('ok', { delay: TYPED_EVERY_MS })
      await page.keyboard.insertText(`${first}\n`)
      await said(page, '先记录质检')
      equal(await note.inputValue(), 'scratched\nok')
      await note.fill('')
      await pda.scan([first])
      await pda.keeps(4)
      await page.getByRole('main').getByText(first).first().waitFor()
    })
  },
}

const bareIntoNote: Journey = {
  title: 'a scanner that sends nothing after a code is heard in a note as well, and no word that a person types is',
  async run(stage) {
    await withPda(stage, '手持 25', async (pda) => {
      const { page } = pda
      const note = page.getByRole('textbox', { name: '备注' })
      const [first, second] = [mintedCode('work_order', 'RET0251'), mintedCode('work_order', 'RET0252')]
      await wedgeBare(page, first)
      await pda.keeps(1)
      await note.click()
      await wedgeBare(page, second)
      await pda.keeps(2)
      await page.getByRole('main').getByText(second).first().waitFor()
      equal(await note.inputValue(), '')
      await note.click()
      await page.keyboard.type('Ecke ', { delay: TYPED_EVERY_MS })
      await wedgeBare(page, 'damaged')
      await page.keyboard.type(' 2', { delay: TYPED_EVERY_MS })
      await wedgeBare(page, first)
      await said(page, '先记录质检')
      await page.waitForFunction(() => document.querySelector('textarea')?.value === 'Ecke damaged 2')
      await page.getByRole('button', { name: '破损' }).click()
      await page.getByRole('button', { name: '记录质检' }).click()
      await pda.keeps(3)
      const box = page.getByRole('textbox', { name: '输入条码' })
      await box.click()
      await page.keyboard.type('SF77', { delay: TYPED_EVERY_MS })
      await wedgeBare(page, first)
      await pda.keeps(4)
      equal(await box.inputValue(), 'SF77')
    })
  },
}

export const journeys: readonly Journey[] = [typedPin, overQuestions, unrecorded, intoNote, bareIntoNote]
