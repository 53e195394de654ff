import { ok } from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { ErpScript } from '../../faults/harness/erp.ts'
import type { Stage } from './stage.ts'
import { until } from './until.ts'

export const SHIPPED = (carrier: string, waybill: string) => ({
  kind: 'status',
  to: 'shipped',
  parcels: [{ carrier, waybill }],
})

/** Connects an ERP by hand, under the name and a mark of its own, and returns what it would be given. */
export async function connectErp(stage: Stage, kind: string): Promise<ErpScript> {
  const { page, system } = stage
  const name = `${kind} ${randomBytes(3).toString('hex')}`
  await stage.open('/admin/erp/')
  await page.getByRole('button', { name: '接入 ERP' }).first().click()
  await page.getByLabel('名称').fill(name)
  await page.getByLabel('待发货').check()
  await page.getByRole('button', { name: '保存' }).click()
  const card = page.getByRole('listitem').filter({ hasText: name })
  await card.getByRole('button', { name: '生成密钥' }).click()
  const values = page.getByRole('dialog').locator('dd code')
  await values.first().waitFor()
  const [keyId = '', secret = ''] = await values.allTextContents()
  ok(keyId.startsWith('ek_') && secret.startsWith('whsec_'), `the dialog shows ${keyId}`)
  await page.getByRole('dialog').getByRole('button', { name: '关闭' }).last().click()
  return ErpScript.withKey(system, { keyId, secret })
}

/** Reports a parcel of a paid order, as soon as it is known here to be paid; returns the verdict. */
export async function ship(script: ErpScript, orderNumber: string, carrier: string): Promise<string> {
  await until(async () => (await script.stateOf(orderNumber)) === 'to_ship', `${orderNumber} to be shipped`)
  const write = { order: { number: orderNumber }, report: SHIPPED(carrier, `WB${orderNumber.slice(-10)}`) }
  const { results } = await script.write(`${orderNumber}/ship`, [write])
  return results[0]?.verdict ?? ''
}
