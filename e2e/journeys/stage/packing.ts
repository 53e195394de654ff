import { ask, RECEIVER } from './floor.ts'
import { inspect } from './inspect.ts'
import { picture } from './picture.ts'
import { openRefused } from './refused.ts'
import type { Stage } from './stage.ts'

export const PDA = { width: 360, height: 640 }
export const MUG = '6901234567892'
export const LAMP = '4006381333931'
export const WRONG = '4012345123456'

export async function products(stage: Stage): Promise<void> {
  await stage.enterAs('admin')
  const base = { category: '家居', exempt: false }
  await ask(stage, 'catalogue.saveProduct', {
    ...base,
    sku: 'MUG-S',
    name: '搪瓷马克杯',
    barcode: MUG,
    hasSerial: false,
  })
  await ask(stage, 'catalogue.saveProduct', {
    ...base,
    sku: 'LAMP-S',
    name: '智能台灯',
    barcode: LAMP,
    hasSerial: true,
  })
  await ask(stage, 'catalogue.saveProduct', {
    ...base,
    sku: 'HAT-XL',
    name: '草帽',
    barcode: null,
    hasSerial: false,
  })
}

export async function order(stage: Stage, number: string, waybill: string, sku = 'MUG-S'): Promise<void> {
  const line = { itemNumber: 'I', priceFen: 6400 }
  const lines = [
    { ...line, lineNumber: '1', sku, title: '搪瓷马克杯 白色 350 ml', quantity: 2 },
    { ...line, lineNumber: '2', sku: 'LAMP-S', title: '智能台灯', quantity: 1 },
  ]
  const parcels = [{ carrier: 'SF', waybill, lineNumbers: [] }]
  await stage.ownShop.pushOrder(number, { lines, parcels, receiver: RECEIVER })
}

/** Nothing is left on the device alone. */
export async function allSent({ page }: Stage): Promise<void> {
  await page.waitForFunction(() => {
    const [, here, there] = /(\d+) 台上 \/ (\d+) 服务器/.exec(document.body.innerText) ?? []
    return here !== undefined && here === there
  })
}

/** As a device that was never used: what another journey left in hand is forgotten. */
export async function enrol(stage: Stage, code: string): Promise<void> {
  const { page } = stage
  await stage.open('/scan/')
  await page.getByRole('heading', { name: '登记这台设备' }).waitFor()
  await picture(page, 'enrol')
  await page.evaluate(() => localStorage.clear())
  await stage.open(`/scan/enrol/?code=${code}`)
  await page.getByRole('heading', { name: '扫任何码开始' }).waitFor()
}

/** Wrong items are refused by the server as well, and each stays until a thumb says so. */
export async function acknowledgeRefused({ page, complaints }: Stage): Promise<void> {
  const refused = await openRefused(page)
  await refused.getByText('放回去，按单拿货').first().waitFor()
  await picture(page, 'refused-open')
  await inspect({ page, complaints }, 'what the server refused')
  await page.setViewportSize(PDA)
  const gotIt = refused.getByRole('button', { name: '知道了' })
  for (let left = await gotIt.count(); left > 0; left -= 1) {
    await gotIt.first().click()
    await gotIt.nth(left - 1).waitFor({ state: 'detached' })
  }
  await refused.waitFor({ state: 'detached' })
}
