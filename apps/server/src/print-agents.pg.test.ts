import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Receiver } from '@baton/fulfilment/channels'
import { listPrinters, listPrintJobs, printTest, savePrinter, stopPrintWaits } from '@baton/fulfilment/printing'
import { createAgent, createGun, revokeDevice } from '@baton/fulfilment/staff'
import type { FastifyInstance } from 'fastify'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type FloorWorld, openFloorWorld } from '../../../packages/fulfilment/src/scans/floor-world.fixture.ts'
import { SandboxPrinter } from '../../sandbox/src/printer/sandbox-printer.ts'
import { buildServer } from './server.ts'

const AGENT = fileURLToPath(new URL('../../agent/src/main.ts', import.meta.url))
const WAIT = { timeout: 30_000, interval: 50 }

describe('a print agent over HTTP', () => {
  let floor: FloorWorld
  let server: FastifyInstance
  let gate: Gate
  let agent: { id: string; key: string }
  let printer: SandboxPrinter
  let printerId: string
  let folder: string
  const running: ChildProcess[] = []

  beforeAll(async () => {
    floor = await openFloorWorld()
    server = await buildServer(floor.ctx, new Receiver(floor.ctx))
    await server.listen({ host: '127.0.0.1', port: 0 })
    gate = await openGate((server.server.address() as AddressInfo).port)
    agent = await createAgent(floor.ctx, { warehouseId: floor.warehouseId, name: '打印代理' })
    printer = new SandboxPrinter(Date.now)
    await printer.listen(0)
    const at = { host: '127.0.0.1', port: printer.port ?? 0, language: 'zpl' as const, enabled: true }
    printerId = (await savePrinter(floor.ctx, { ...at, id: null, warehouseId: floor.warehouseId, name: '一号' })).id
    folder = mkdtempSync(join(tmpdir(), 'print-agent-'))
  })
  afterAll(async () => {
    for (const child of running) child.kill('SIGKILL')
    await stopPrintWaits(floor.ctx)
    await printer.close()
    await gate.close()
    await server.close()
    await floor.close()
    rmSync(folder, { recursive: true })
  })

  function startAgent(): ChildProcess {
    const env = { BATON_URL: gate.url, BATON_DEVICE: agent.id, BATON_DEVICE_KEY: agent.key, BATON_AGENT_FOLDER: folder }
    const child = spawn(process.execPath, [AGENT], { env, stdio: 'ignore' })
    running.push(child)
    return child
  }
  async function kill(child: ChildProcess): Promise<void> {
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
  }
  const outcomeOf = async (id: string) => {
    const job = (await listPrintJobs(floor.ctx, {})).find((one) => one.id === id)
    return [job?.state, job?.code]
  }
  const settled = (id: string, outcome: readonly unknown[]) =>
    vi.waitFor(async () => expect(await outcomeOf(id)).toEqual(outcome), WAIT)
  const troubleOf = async () => (await listPrinters(floor.ctx)).find((one) => one.id === printerId)?.trouble

  async function post(path: string, body: unknown, by = agent) {
    const text = JSON.stringify(body)
    const now = floor.ctx.now()
    const headers = {
      'baton-device': by.id,
      'webhook-id': 'm1',
      'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
      'webhook-signature': new Webhook(by.key).sign('m1', now, text),
    }
    const answer = await fetch(`${gate.url}/devices/v1/print/${path}`, { method: 'POST', headers, body: text })
    return [answer.status, JSON.parse(await answer.text())]
  }

  it('only an agent of this warehouse is given jobs; a gun, a stranger and a revoked one are not', async () => {
    const gun = await createGun(floor.ctx, { warehouseId: floor.warehouseId, name: '扫码枪' })
    const former = await createAgent(floor.ctx, { warehouseId: floor.warehouseId, name: '旧代理' })
    await revokeDevice(floor.ctx, { id: former.id })
    const code = async (...call: Parameters<typeof post>) => {
      const [status, told] = await post(...call)
      return [status, told.code]
    }
    expect(await post('take', { waitMs: 0 })).toEqual([200, { jobs: [] }])
    expect(await code('take', { waitMs: 0 }, gun)).toEqual([401, 'SIGNATURE_INVALID'])
    expect(await code('take', { waitMs: 0 }, { ...agent, key: gun.key })).toEqual([401, 'SIGNATURE_INVALID'])
    expect(await code('take', { waitMs: 0 }, former)).toEqual([401, 'NOT_A_DEVICE'])
    expect(await code('take', { waitMs: 60_000 })).toEqual([400, 'INPUT_INVALID'])
    expect(await code('results', { results: [{ id: 'x', state: 'lost' }] })).toEqual([400, 'INPUT_INVALID'])
  })

  it('prints, tells how the printer is, and prints nothing twice when it is killed before it could report', async () => {
    const first = startAgent()
    const { id: plain } = await printTest(floor.ctx, { id: printerId })
    await settled(plain, ['printed', null])
    await vi.waitFor(async () => expect(await troubleOf()).toBeNull(), WAIT)

    printer.setFaults(['paper_out'])
    const { id: empty } = await printTest(floor.ctx, { id: printerId })
    await settled(empty, ['failed', 'paper_out'])
    await vi.waitFor(async () => expect(await troubleOf()).toBe('paper_out'), WAIT)
    printer.setFaults([])

    const before = printer.prints.length
    gate.swallow = 'results'
    const { id: unheard } = await printTest(floor.ctx, { id: printerId })
    await vi.waitFor(() => expect(gate.swallowed).toBeGreaterThan(0), WAIT)
    await kill(first)
    expect([await outcomeOf(unheard), printer.prints.length]).toEqual([['taken', null], before + 1])

    gate.swallow = null
    floor.clock.forward(60_000)
    startAgent()
    await settled(unheard, ['printed', null])
    expect(printer.prints.length).toBe(before + 1)
    const kept = JSON.parse(readFileSync(join(folder, 'printed.json'), 'utf8')) as { id: string }[]
    expect(kept.filter((one) => one.id === unheard)).toHaveLength(1)
  })
})

interface Gate {
  readonly url: string
  readonly swallowed: number
  /** Calls to this path get no answer and reach nobody. */
  swallow: string | null
  close(): Promise<void>
}

/** The road between agent and server, which can lose calls. */
async function openGate(port: number): Promise<Gate> {
  const gate = { url: '', swallow: null as string | null, swallowed: 0, close: async () => {} }
  const road: Server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    if (gate.swallow !== null && request.url?.endsWith(`/${gate.swallow}`)) {
      gate.swallowed += 1
      return
    }
    const gone = new AbortController()
    response.on('close', () => gone.abort())
    const headers = Object.fromEntries(
      Object.entries(request.headers).filter(([name]) => /^(baton-|webhook-)/.test(name)),
    ) as Record<string, string>
    const told = { method: 'POST', headers, body: Buffer.concat(chunks), signal: gone.signal }
    const answer = await fetch(`http://127.0.0.1:${port}${request.url}`, told).catch(() => null)
    if (answer) response.writeHead(answer.status).end(Buffer.from(await answer.arrayBuffer()))
    else response.destroy()
  })
  road.listen(0, '127.0.0.1')
  await once(road, 'listening')
  gate.url = `http://127.0.0.1:${(road.address() as AddressInfo).port}`
  gate.close = async () => {
    road.closeAllConnections()
    await new Promise((resolve) => road.close(resolve))
  }
  return gate
}
