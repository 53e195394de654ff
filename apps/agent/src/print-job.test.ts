import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AgentPrinter, PrinterLanguage } from '@baton/contract'
import { buildDocument } from '@baton/platforms/label-printer'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { SandboxPrinter } from '../../sandbox/src/printer/sandbox-printer.ts'
import { Journal } from './journal.ts'
import { askPrinter, printJob } from './print-job.ts'
import { readSettings } from './settings.ts'

const PATIENCE = { connectMs: 20_000, answerMs: 20_000, printMs: 20_000 }
/** For a printer that never answers: whoever waits for it learns no more by waiting longer. */
const SHORT = { ...PATIENCE, answerMs: 50 }
const ID = '6f1f6a3e-6b0e-4a52-9d0e-0a4f3c1b2d11'

describe('one job at one printer', () => {
  let folder: string
  let printer: SandboxPrinter
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'agent-'))
    printer = new SandboxPrinter(Date.now)
    await printer.listen(0)
  })
  afterEach(async () => {
    await printer.close()
    rmSync(folder, { recursive: true })
  })

  const at = (language: PrinterLanguage, port = printer.port ?? 0): AgentPrinter => ({
    ...{ id: 'a0000000-0000-4000-8000-000000000001', name: '一号', host: '127.0.0.1', port, language },
  })
  const jobFor = (printer: AgentPrinter, id = ID) => {
    const page = { paper: { width: 76, height: 130 }, elements: [{ kind: 'text', x: 1, y: 2, scale: 1, text: '面单' }] }
    const document = buildDocument(printer.language, [page as never]).toString('base64')
    return { id, kind: 'label' as const, printer, document }
  }
  const print = (job: ReturnType<typeof jobFor>) => printJob(new Journal(folder), job, PATIENCE)

  it.each(['zpl', 'tspl'] as const)('comes out once in %s, however often it is handed out', async (language) => {
    const job = jobFor(at(language))
    expect(await print(job)).toEqual({ id: ID, state: 'printed' })
    expect(await print(job)).toEqual({ id: ID, state: 'printed' })
    expect(printer.prints.map((one) => [one.language, one.page.elements.length])).toEqual([[language, 1]])
  })

  it('is not sent to a printer that cannot print, and says why', async () => {
    printer.setFaults(['paused', 'paper_out'])
    expect(await print(jobFor(at('zpl')))).toEqual({ id: ID, state: 'failed', code: 'paper_out' })
    expect((await askPrinter(at('tspl'), PATIENCE)).sort()).toEqual(['paper_out', 'paused'])
    printer.setFaults(['silent'])
    expect(await askPrinter(at('zpl'), SHORT)).toEqual(['silent'])
    printer.setFaults([])
    expect([printer.waiting, printer.prints]).toEqual([0, []])
    const port = printer.port ?? 0
    await printer.close()
    expect(await askPrinter(at('zpl', port), PATIENCE)).toEqual(['unreachable'])
    const second = jobFor(at('zpl', port), 'a0000000-0000-4000-8000-000000000002')
    expect(await print(second)).toMatchObject({ state: 'failed', code: 'unreachable' })
  })

  it('that was being sent when the agent died is not sent again', async () => {
    new Journal(folder).begin(ID)
    expect(await print(jobFor(at('zpl')))).toEqual({ id: ID, state: 'failed', code: 'interrupted' })
    expect(printer.prints).toEqual([])
  })

  it('the journal keeps 200 jobs, and which outcomes nobody has heard', () => {
    const journal = new Journal(folder)
    for (let at = 0; at < 205; at += 1) journal.settle({ id: String(at), state: 'printed' })
    journal.markTold([{ id: '204', state: 'printed' }])
    const again = new Journal(folder)
    expect([again.find('4'), again.find('5')?.id, again.untold.length]).toEqual([null, '5', 199])
    writeFileSync(join(folder, 'printed.json'), '[{"id"')
    expect(() => new Journal(folder)).toThrow(/cannot be read/)
  })
})

describe('settings', () => {
  it('name what is missing', () => {
    const good = { BATON_URL: 'http://hub', BATON_DEVICE: 'd', BATON_DEVICE_KEY: 'whsec_x' }
    expect(readSettings(good)).toEqual({ url: 'http://hub', device: 'd', key: 'whsec_x', folder: '.baton-agent' })
    expect(() => readSettings({ ...good, BATON_URL: 'hub' })).toThrow(/BATON_URL/)
    expect(() => readSettings({ ...good, BATON_DEVICE: '' })).toThrow(/BATON_DEVICE/)
    expect(() => readSettings({ ...good, BATON_DEVICE_KEY: 'x' })).toThrow(/BATON_DEVICE_KEY/)
  })
})
