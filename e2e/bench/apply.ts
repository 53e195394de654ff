import { setTimeout as pause } from 'node:timers/promises'
import postgres from 'postgres'
import { signIn } from '../session.ts'
import { type BenchSystem, residentMb, startBenchSystem } from './harness/bench-system.ts'
import { benchOrder, ownShopRequest } from './harness/events.ts'
import { followLive } from './harness/follow-live.ts'
import { httpLoad, percentile, type WireRequest } from './harness/http-load.ts'
import { InsertLimit } from './harness/limit.ts'
import { median, report, say } from './harness/report.ts'

const PAIRS = 3
const SECONDS = 3
const ORDERS = 3000
const STEPS = ['pending_payment', 'to_ship', 'shipped'] as const

say('apply: the same pushes until their orders have moved, with audit, deadlines and jobs written')
const system = await startBenchSystem()
const sql = postgres(system.ownerUrl, { max: 2, onnotice: () => {} })
try {
  const path = system.pushPath('own-shop')
  const sample = ownShopRequest(path, 'sample', benchOrder('B0')).bytes
  const limit = new InsertLimit(system.ownerUrl, sample.subarray(sample.indexOf('\r\n\r\n') + 4))
  await limit.prepare()
  await applyRun(path, 'warm', ORDERS / 4)
  const runs: { subject: number; limit: number; ratio: number }[] = []
  for (let pair = 0; pair < PAIRS; pair += 1) {
    const subject = await applyRun(path, `p${pair}`, ORDERS)
    const inserted = await limit.run(SECONDS)
    runs.push({ subject, limit: inserted, ratio: subject / inserted })
    say(`  pair ${pair + 1} of ${PAIRS}: ${Math.round(subject)} events/s, ${Math.round(inserted)} inserts/s`)
  }
  const visible = await eventToVisible(system, path)
  report({
    name: 'apply',
    ratio: median(runs.map((run) => run.ratio)),
    goal: 0.5,
    subject: median(runs.map((run) => run.subject)),
    limit: median(runs.map((run) => run.limit)),
    unit: '1/s',
    runs,
    limitTool: limit.tool,
    visibleP50Ms: percentile(visible, 0.5),
    visibleP95Ms: percentile(visible, 0.95),
    visibleP95GoalMs: 100,
    workerRssMb: residentMb(system.worker.pid),
    serverRssMb: residentMb(system.server.pid),
  })
  await limit.close()
} finally {
  await sql.end()
  await system.stop()
}

/** Three events of each order, pushed as fast as they are acknowledged; ends when the last one has moved its order. */
async function applyRun(path: string, run: string, orders: number): Promise<number> {
  const base = Date.now()
  const requests: WireRequest[] = STEPS.flatMap((nativeStatus, step) =>
    Array.from({ length: orders }, (_, index) => {
      const number = `${run}-${index}`
      const shipped = nativeStatus === 'shipped'
      const order = benchOrder(number, {
        nativeStatus,
        version: base + step,
        paidAt: step === 0 ? null : new Date(base),
        shippedAt: shipped ? new Date(base) : null,
        parcels: shipped ? [{ carrier: 'YTO', waybill: `YT${run}${index}`, lineNumbers: [] }] : [],
      })
      return ownShopRequest(path, `${number}-${step}`, order)
    }),
  )
  const started = performance.now()
  const load = await httpLoad({ port: system.port, connections: 128, requests, seconds: 60 })
  if (load.failed > 0) throw new Error(`${load.failed} pushes were not acknowledged`)
  for (;;) {
    const [left] = await sql`
      SELECT FROM channel_events WHERE state IN ('pending', 'failed') ORDER BY id DESC LIMIT 1`
    if (!left) break
    await pause(20)
  }
  const seconds = (performance.now() - started) / 1000
  const [open] = await sql<{ count: number }[]>`SELECT count(*)::int FROM channel_events WHERE state <> 'done'`
  if (open?.count !== 0) throw new Error(`${open?.count} events did not move their orders`)
  return requests.length / seconds
}

/** At a calm pace: from sending a push to its order arriving on an open live stream, in milliseconds. */
async function eventToVisible(at: BenchSystem, path: string): Promise<number[]> {
  const seen = new Map<string, number>()
  const stop = await followLive(at, await signIn(at, 'ops'), (ids) => {
    const now = performance.now()
    for (const id of ids) if (!seen.has(id)) seen.set(id, now)
  })
  const sent = new Map<string, number>()
  for (let index = 0; index < 150; index += 1) {
    const number = `visible-${index}`
    sent.set(number, performance.now())
    const requests = [ownShopRequest(path, number, benchOrder(number))]
    void httpLoad({ port: at.port, connections: 1, requests, seconds: 5 })
    await pause(20)
  }
  await pause(1500)
  stop()
  const rows = await sql<{ id: string; number: string }[]>`
    SELECT id, native_number AS number FROM orders WHERE native_number LIKE 'visible-%'`
  return rows
    .map((row) => (seen.get(row.id) ?? Number.POSITIVE_INFINITY) - (sent.get(row.number) ?? 0))
    .sort((a, b) => a - b)
}
