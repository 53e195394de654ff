import { DEVICE_GRANTS, type PrintTaken, readCode } from '@baton/contract'
import { type PrintElement, readDocument } from '@baton/platforms/label-printer'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readOrder } from '../orders/index.ts'
import { type FloorWorld, openFloorWorld } from '../scans/floor-world.fixture.ts'
import { createAgent } from '../staff/index.ts'
import {
  listPrintJobs,
  printAgain,
  printWorkOrder,
  recordPrintResults,
  savePrinter,
  stopPrintWaits,
  takePrintJobs,
} from './index.ts'

const LAMP = '6901234567908'

describe('the paper of a return work order', () => {
  let floor: FloorWorld
  let workOrder: string
  let orderId: string
  beforeAll(async () => {
    floor = await openFloorWorld()
    const { ctx, warehouseId } = floor
    const place = { id: null, warehouseId, port: 9100, enabled: true }
    await savePrinter(ctx, { ...place, name: '一号', host: '10.0.0.5', language: 'zpl' })
    const line = { itemNumber: 'I1', sku: 'SKU-2', title: '台灯', quantity: 2, priceFen: 100 }
    orderId = await floor.order('W1', { lines: [{ ...line, lineNumber: '1' }] })
    const table = await floor.device('打包台 1')
    const item = (serial: string) => ({ kind: 'check_item', code: orderId, item: LAMP, serial }) as const
    await floor.scan(table, { kind: 'pack_start', code: orderId }, item('SN-0001'), item('SN-0002'))
    const sale = {
      ...{ afterSaleNumber: 'AS1', orderNumber: 'W1', kind: 'return' as const, nativeStatus: 'approved' },
      ...{ version: 1, amountFen: 100, wholeOrder: true, respondBy: null },
      returnParcel: { carrier: 'YTO', waybill: 'YT9000000000001' },
    }
    await floor.claim(orderId, { kind: 'after_sale', afterSale: { snapshot: sale, state: 'approved' } })
    workOrder = (await readOrder(ctx, { id: orderId })).afterSales[0]?.workOrder ?? ''
  })
  afterAll(async () => {
    await stopPrintWaits(floor.ctx)
    await floor.close()
  })

  const printed = async (): Promise<readonly PrintElement[]> => {
    const { ctx, warehouseId } = floor
    const { id } = await createAgent(ctx, { warehouseId, name: '打印代理' })
    const agent = { id, name: '打印代理', warehouseId, isRevoked: false, grants: DEVICE_GRANTS, operatorId: null }
    const { jobs }: PrintTaken = await takePrintJobs(ctx, agent, { waitMs: 0, signal: new AbortController().signal })
    await recordPrintResults(ctx, agent, { results: jobs.map((job) => ({ id: job.id, state: 'printed' })) })
    return jobs.flatMap((job) => readDocument(Buffer.from(job.document, 'base64')).flatMap((page) => page.elements))
  }

  it('bears the code that takes the goods in, its order, its parcel and each serial number, and its customer masked', async () => {
    await printWorkOrder(floor.ctx, { workOrder: workOrder.toLowerCase() })
    const elements = await printed()
    const codes = elements.flatMap((one) => (one.kind === 'code128' ? [one.text] : []))
    expect(codes.map(readCode)).toEqual([{ kind: 'work_order', text: workOrder }])
    const texts = elements.flatMap((one) => (one.kind === 'text' ? [one.text] : [])).join('\n')
    for (const word of [orderId, 'W1', 'YT9000000000001', 'SKU-2 台灯', 'SN-0001', 'SN-0002', '王** 138****1234'])
      expect(texts).toContain(word)
    expect(texts).not.toMatch(/1\d{10}(?!\d)/)
  })

  it('stands among the prints of its order, and is printed again as what holds then', async () => {
    const [job] = await listPrintJobs(floor.ctx, { orderId })
    expect(job).toMatchObject({ kind: 'work_order', subject: workOrder, state: 'printed' })
    await printAgain(floor.ctx, { id: job?.id ?? '' })
    expect((await printed()).filter((one) => one.kind === 'code128')).toHaveLength(1)
    await expect(printWorkOrder(floor.ctx, { workOrder: 'RW-00000000' })).rejects.toMatchObject({
      code: 'ORDER_NOT_FOUND',
    })
  })
})
