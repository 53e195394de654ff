import { DEVICE_GRANTS, type PrintTaken, readCode } from '@baton/contract'
import { type PrintElement, readDocument } from '@baton/platforms/label-printer'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type FloorWorld, openFloorWorld } from '../scans/floor-world.fixture.ts'
import { openTrip, unbindParcel } from '../scans/index.ts'
import { createAgent, type Device } from '../staff/index.ts'
import { aSnapshot } from '../testing/snapshot.ts'
import { listLinks } from '../tracking/index.ts'
import {
  listFloorPrinters,
  listPrinters,
  listPrintJobs,
  notePrinterStatus,
  printAgain,
  printHandOver,
  printOrder,
  printTest,
  recordPrintResults,
  savePrinter,
  settleLostJobs,
  stopPrintWaits,
  takePrintJobs,
} from './index.ts'

describe('printing', () => {
  let floor: FloorWorld
  let agent: Device
  let printerId: string

  beforeAll(async () => {
    floor = await openFloorWorld()
    agent = await enrol('打印代理')
    const at = { id: null, warehouseId: floor.warehouseId, port: 9100, enabled: true }
    printerId = (await savePrinter(floor.ctx, { ...at, name: '一号', host: '10.0.0.5', language: 'zpl' })).id
    await savePrinter(floor.ctx, {
      ...at,
      warehouseId: floor.elsewhereId,
      name: '远处',
      host: 'p.lan',
      language: 'tspl',
    })
  })
  afterAll(async () => {
    await stopPrintWaits(floor.ctx)
    await floor.close()
  })

  async function enrol(name: string, warehouseId = floor.warehouseId): Promise<Device> {
    const { id } = await createAgent(floor.ctx, { warehouseId, name })
    return { id, name, warehouseId, isRevoked: false, grants: DEVICE_GRANTS, operatorId: null }
  }
  const take = (by = agent, waitMs = 0) =>
    takePrintJobs(floor.ctx, by, { waitMs, signal: new AbortController().signal })
  const stateOf = async (id: string) => {
    const job = (await listPrintJobs(floor.ctx, {})).find((one) => one.id === id)
    return [job?.state, job?.code]
  }
  const elementsOf = (job: PrintTaken['jobs'][number] | undefined): readonly PrintElement[] =>
    readDocument(Buffer.from(job?.document ?? '', 'base64')).flatMap((page) => page.elements)
  const printed = (id: string) => ({ results: [{ id, state: 'printed' as const }] })
  const drain = async () => {
    for (const { id } of (await take()).jobs) await recordPrintResults(floor.ctx, agent, printed(id))
  }

  it('a label carries waybill, tracking link and lines, and nothing of the receiver that people may not see', async () => {
    const id = await floor.order('P1')
    const { id: jobId } = await printOrder(floor.ctx, { orderId: id, kind: 'label' })
    const { jobs } = await take()
    expect(jobs.map(({ id, kind, printer }) => [id, kind, printer.host, printer.port, printer.language])).toEqual([
      [jobId, 'label', '10.0.0.5', 9100, 'zpl'],
    ])
    const elements = elementsOf(jobs[0])
    expect(elements.filter((one) => one.kind === 'qr').map((one) => one.text)).toEqual([
      `http://localhost:3000/track/${id}`,
    ])
    expect(elements.filter((one) => one.kind === 'code128').map((one) => one.text)).toEqual([id])
    const texts = elements.flatMap((one) => (one.kind === 'text' ? [one.text] : []))
    expect(texts.join('\n')).toContain('P1')
    expect(texts.join('\n')).toContain('华东仓')
    const [row] = await floor.ctx.sql<{ sealed: Uint8Array }[]>`SELECT sealed FROM receivers WHERE order_id = ${id}`
    expect(row).toBeDefined()
    expect(texts.join('\n')).not.toMatch(/1\d{10}/)
    await recordPrintResults(floor.ctx, agent, printed(jobId))
    expect(await stateOf(jobId)).toEqual(['printed', null])
  })

  it('a slip bears the buyer’s own link, from which the floor reads the order; of a printed page nothing is kept', async () => {
    const id = await floor.order('P2')
    await printOrder(floor.ctx, { orderId: id, kind: 'packing_slip' })
    const { jobs } = await take()
    const codes = elementsOf(jobs[0]).flatMap((one) => (one.kind === 'qr' ? [one.text] : []))
    const { buyer } = await listLinks(floor.ctx, { orderId: id })
    expect(codes).toEqual([`${buyer?.url}#${id}`])
    expect(codes.map(readCode)).toEqual([{ kind: 'order', text: id }])
    await printOrder(floor.ctx, { orderId: id, kind: 'packing_slip' })
    await drain()
    for (const job of jobs) await recordPrintResults(floor.ctx, agent, printed(job.id))
    expect(await floor.ctx.sql`SELECT FROM tracking_links WHERE order_id = ${id}`).toHaveLength(1)
    expect(await floor.ctx.sql`SELECT FROM print_jobs WHERE subject = ${id} AND document <> ''`).toHaveLength(0)
  })

  it('a slip of several pages counts the whole order, once, on its last; a test page says the merchant’s time', async () => {
    const line = { itemNumber: 'I1', sku: 'SKU-1', title: '童装外套', quantity: 2, priceFen: 100 }
    const lines = Array.from({ length: 20 }, (_, at) => ({ ...line, lineNumber: String(at + 1) }))
    const orderId = await floor.order('P20', { lines })
    const printedTexts = async () => {
      const { jobs } = await take()
      for (const { id } of jobs) await recordPrintResults(floor.ctx, agent, printed(id))
      return jobs.flatMap((job) => elementsOf(job).flatMap((one) => (one.kind === 'text' ? [one.text] : [])))
    }
    await printOrder(floor.ctx, { orderId, kind: 'packing_slip' })
    expect((await printedTexts()).filter((one) => /^共|^接/.test(one))).toEqual(['接第 2 页', '共 20 种 40 件'])
    await printTest(floor.ctx, { id: printerId })
    const inShanghai = new Date(floor.ctx.now().getTime() + 8 * 3_600_000).toISOString()
    expect(await printedTexts()).toContain(inShanghai.slice(0, 19).replace('T', ' '))
  })

  it('a job has one outcome, told by the agent that took it', async () => {
    const { id } = await printTest(floor.ctx, { id: printerId })
    const other = await enrol('另一个代理')
    expect((await take()).jobs.map((job) => job.id)).toEqual([id])
    expect(await recordPrintResults(floor.ctx, other, printed(id))).toEqual({ recorded: 0 })
    const failed = { results: [{ id, state: 'failed' as const, code: 'paper_out' as const }] }
    expect(await recordPrintResults(floor.ctx, agent, failed)).toEqual({ recorded: 1 })
    expect(await recordPrintResults(floor.ctx, agent, printed(id))).toEqual({ recorded: 0 })
    expect(await stateOf(id)).toEqual(['failed', 'paper_out'])
    await expect(floor.ctx.sql`UPDATE print_jobs SET state = 'queued' WHERE id = ${id}`).rejects.toThrow()
  })

  it('what an agent lost is given to it again after a minute, and to nobody else', async () => {
    const { id } = await printTest(floor.ctx, { id: printerId })
    const other = await enrol('第三个代理')
    expect((await take()).jobs).toHaveLength(1)
    expect((await take()).jobs).toHaveLength(0)
    floor.clock.forward(60_000)
    expect((await take(other)).jobs).toHaveLength(0)
    expect((await take()).jobs.map((job) => job.id)).toEqual([id])
    floor.clock.forward(10 * 60_000)
    await settleLostJobs(floor.ctx)
    expect(await stateOf(id)).toEqual(['failed', 'interrupted'])
  })

  it('a job that no agent came for is dropped after ten minutes', async () => {
    const { id } = await printTest(floor.ctx, { id: printerId })
    await settleLostJobs(floor.ctx)
    expect(await stateOf(id)).toEqual(['queued', null])
    floor.clock.forward(10 * 60_000)
    await settleLostJobs(floor.ctx)
    expect(await stateOf(id)).toEqual(['failed', 'no_agent'])
    expect((await take()).jobs).toEqual([])
  })

  it('an agent that waits is given a job as soon as there is one; one that hung up is given none', async () => {
    const waiting = take(agent, 25_000)
    const { id } = await printTest(floor.ctx, { id: printerId })
    expect((await waiting).jobs.map((job) => job.id)).toEqual([id])
    await recordPrintResults(floor.ctx, agent, printed(id))
    const gone = new AbortController()
    const left = takePrintJobs(floor.ctx, agent, { waitMs: 25_000, signal: gone.signal })
    gone.abort()
    expect((await left).jobs).toEqual([])
    const { id: next } = await printTest(floor.ctx, { id: printerId })
    expect((await take()).jobs.map((job) => job.id)).toEqual([next])
    await recordPrintResults(floor.ctx, agent, printed(next))
  })

  it('agents see only their own warehouse', async () => {
    const far = await enrol('华南代理', floor.elsewhereId)
    const { id } = await printTest(floor.ctx, { id: printerId })
    expect((await take(far)).jobs).toEqual([])
    const told = await notePrinterStatus(floor.ctx, far, {
      version: '1',
      printers: [{ id: printerId, faults: ['jam'] }],
    })
    expect(told.printers.map((one) => one.name)).toEqual(['远处'])
    expect((await listPrinters(floor.ctx)).find((one) => one.id === printerId)?.faults).toEqual([])
    expect(id).toBeDefined()
    await drain()
  })

  it('a printer is known with its fault and since when, until its agent falls silent', async () => {
    const pda = await floor.device('PDA 9')
    const tell = (faults: ('paper_out' | 'paused')[]) =>
      notePrinterStatus(floor.ctx, agent, { version: '1', printers: [{ id: printerId, faults }] })
    const seen = async () => (await listFloorPrinters(floor.ctx, pda)).map(({ trouble, since }) => [trouble, since])
    await tell([])
    const began = floor.ctx.now().toISOString()
    expect(await seen()).toEqual([[null, began]])
    floor.clock.forward(15_000)
    const broke = floor.ctx.now().toISOString()
    await tell(['paused', 'paper_out'])
    floor.clock.forward(15_000)
    await tell(['paper_out', 'paused'])
    const last = floor.ctx.now().toISOString()
    expect(await seen()).toEqual([['paper_out', broke]])
    floor.clock.forward(91_000)
    expect(await seen()).toEqual([['agent_away', last]])
    await tell([])
    expect(await seen()).toEqual([[null, floor.ctx.now().toISOString()]])
  })

  it('a device prints at its own warehouse; the printer without trouble is chosen', async () => {
    const pda = await floor.device('PDA 3')
    const far = await floor.device('PDA 4', floor.elsewhereId)
    const orderId = await floor.order('P2')
    const second = {
      id: null,
      warehouseId: floor.warehouseId,
      name: '二号',
      host: '10.0.0.6',
      port: 9101,
      enabled: true,
    }
    const { id: secondId } = await savePrinter(floor.ctx, { ...second, language: 'tspl' })
    await expect(printOrder(floor.ctx, { orderId, kind: 'label', printerId: secondId }, far)).rejects.toMatchObject({
      code: 'PRINTER_NOT_FOUND',
    })
    const faults = ['head_open' as const]
    await notePrinterStatus(floor.ctx, agent, {
      version: '1',
      printers: [
        { id: printerId, faults },
        { id: secondId, faults: [] },
      ],
    })
    await printOrder(floor.ctx, { orderId, kind: 'packing_slip' }, pda)
    const { jobs } = await take()
    expect(jobs.map((job) => [job.kind, job.printer.name])).toEqual([['packing_slip', '二号']])
    const texts = elementsOf(jobs[0]).flatMap((one) => (one.kind === 'text' ? [one.text] : []))
    expect(texts).toContain('装箱单')
    await recordPrintResults(floor.ctx, agent, printed(jobs[0]?.id ?? ''))
    await printAgain(floor.ctx, { id: jobs[0]?.id ?? '' })
    const again = (await take()).jobs
    expect(again.map((job) => [job.kind, job.printer.name])).toEqual([['packing_slip', '二号']])
    expect(elementsOf(again[0])).toEqual(elementsOf(jobs[0]))
    await recordPrintResults(floor.ctx, agent, printed(again[0]?.id ?? ''))
  })

  it('a hand-over slip carries the code of the trip', async () => {
    const pda = await floor.device('PDA 5')
    const trip = await openTrip(floor.ctx, pda, { carrier: 'SF' })
    await printHandOver(floor.ctx, pda, { tripCode: trip.code, printerId })
    const { jobs } = await take()
    expect(
      elementsOf(jobs[0])
        .filter((one) => one.kind === 'code128')
        .map((one) => one.text),
    ).toEqual([trip.code])
    await drain()
  })

  it('is saved by one after the other: who saw it as it was before is refused, its agent’s word is no change', async () => {
    const seen = async () => (await listPrinters(floor.ctx)).find((one) => one.id === printerId)
    const { savedAt: seenAt } = (await seen()) ?? {}
    const change = { id: printerId, warehouseId: floor.warehouseId, name: '一号', port: 9100, language: 'zpl' } as const
    floor.clock.forward(1000)
    await notePrinterStatus(floor.ctx, agent, { version: '1', printers: [{ id: printerId, faults: [] }] })
    await savePrinter(floor.ctx, { ...change, host: '10.0.0.5', enabled: true, seenAt })
    const late = { ...change, host: '10.9.9.9', enabled: true, seenAt }
    await expect(savePrinter(floor.ctx, late)).rejects.toMatchObject({ code: 'VERSION_CONFLICT' })
    expect((await seen())?.host).toBe('10.0.0.5')
    const nobodys = { ...late, id: '00000000-0000-4000-8000-00000000dead' }
    await expect(savePrinter(floor.ctx, nobodys)).rejects.toMatchObject({ code: 'PRINTER_NOT_FOUND' })
  })

  it('that is switched off prints nothing: what waits is settled at once, and nothing new is taken', async () => {
    const orderId = await floor.order('P9')
    const { id } = await printOrder(floor.ctx, { orderId, kind: 'label', printerId })
    const change = { id: printerId, warehouseId: floor.warehouseId, name: '一号', port: 9100, language: 'zpl' } as const
    await savePrinter(floor.ctx, { ...change, host: '10.0.0.5', enabled: false })
    const [job] = await listPrintJobs(floor.ctx, { orderId })
    expect([job?.id, job?.state, job?.code]).toEqual([id, 'failed', 'printer_off'])
    const off = { code: 'PRINTER_OFF' }
    await expect(printOrder(floor.ctx, { orderId, kind: 'label', printerId })).rejects.toMatchObject(off)
    await expect(printTest(floor.ctx, { id: printerId })).rejects.toMatchObject(off)
    await expect(printAgain(floor.ctx, { id })).rejects.toMatchObject(off)
    await savePrinter(floor.ctx, { ...change, host: '10.0.0.5', enabled: true })
    expect((await listPrintJobs(floor.ctx, { orderId })).map((one) => one.state)).toEqual(['failed'])
  })

  it('a label whose waybill was taken off or replaced while it waited is cancelled, and those of other waybills come out', async () => {
    const pda = await floor.device('PDA 6')
    const bind = async (orderId: string, waybill: string) =>
      expect(await floor.scan(pda, { kind: 'bind', orderId, waybill, carrier: null })).toEqual(['bound'])
    const label = async (orderId: string) => (await printOrder(floor.ctx, { orderId, kind: 'label', printerId })).id
    const [unbound, moved, kept] = [await floor.order('P30'), await floor.order('P31'), await floor.order('P32')]
    await bind(unbound, 'SF1700000030')
    await bind(moved, 'SF1700000031')
    await bind(kept, 'SF1700000032')
    const jobs = [await label(unbound), await label(moved), await label(kept)]
    await bind(kept, 'SF1700000033')
    await unbindParcel(floor.ctx, { id: unbound, waybill: 'SF1700000030', reason: '扫错面单' })
    floor.clock.forward(1000)
    const receiver = { ...aSnapshot({ orderNumber: 'any' }).receiver, address: '别处' } as never
    await floor.order('P31', { receiver })
    floor.clock.forward(1000)
    await bind(moved, 'SF1700000034')
    const again = [await label(unbound)]
    floor.clock.forward(1000)
    again.push(await label(moved))
    expect((await take()).jobs.map((job) => job.id)).toEqual([jobs[2], ...again])
    const cancelled = ['cancelled', 'label_void']
    expect([await stateOf(jobs[0] ?? ''), await stateOf(jobs[1] ?? '')]).toEqual([cancelled, cancelled])
    await expect(floor.ctx.sql`UPDATE print_jobs SET state = 'queued' WHERE id = ${jobs[0] ?? ''}`).rejects.toThrow()
    for (const id of [jobs[2] ?? '', ...again]) await recordPrintResults(floor.ctx, agent, printed(id))
  })

  it('two printers of one name in one warehouse are refused', async () => {
    const same = { id: null, warehouseId: floor.warehouseId, name: '一号', host: '10.0.0.7', port: 9100, enabled: true }
    await expect(savePrinter(floor.ctx, { ...same, language: 'zpl' })).rejects.toMatchObject({ code: 'ALREADY_EXISTS' })
  })
})
