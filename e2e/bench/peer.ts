import { startBenchSystem } from './harness/bench-system.ts'
import { benchOrder, ownShopRequest } from './harness/events.ts'
import { httpLoad, percentile, type WireRequest } from './harness/http-load.ts'
import { median, report, say } from './harness/report.ts'

const RUNS = 3
const SECONDS = 4
const ORDERS = 4000
/** Orders that go their way side by side. */
const SIDE_BY_SIDE = 100
/** Events a second of the fastest open-source order system measured on the same kind of machine (Vendure). */
const PEER = 101

say('peer: 8 clients, one signed status event each: durable, moved, answered with the verdict')
const system = await startBenchSystem()
try {
  const path = system.pushPath('own-shop')
  await load(events(path, 'warm', ORDERS / 4), 2)
  const runs: { subject: number; limit: number; ratio: number }[] = []
  const latencies: number[] = []
  for (let run = 0; run < RUNS; run += 1) {
    const result = await load(events(path, `r${run}`, ORDERS), SECONDS)
    if (result.failed > 0) throw new Error(`${result.failed} events were not acknowledged`)
    const subject = result.done / result.seconds
    runs.push({ subject, limit: PEER, ratio: subject / PEER })
    latencies.push(...result.latencies)
    say(`  run ${run + 1} of ${RUNS}: ${Math.round(subject)} events/s`)
  }
  latencies.sort((a, b) => a - b)
  report({
    name: 'peer',
    ratio: median(runs.map((run) => run.ratio)),
    goal: 10,
    subject: median(runs.map((run) => run.subject)),
    limit: PEER,
    unit: 'events/s',
    runs,
    p50Ms: percentile(latencies, 0.5),
    p99Ms: percentile(latencies, 0.99),
    p99GoalMs: 25,
    clients: 8,
  })
} finally {
  await system.stop()
}

function load(requests: readonly WireRequest[], seconds: number) {
  return httpLoad({ port: system.port, connections: 8, requests, seconds })
}

/** Three status events of each order, in order; a hundred orders at a time, so that every stretch has the same mix. */
function events(path: string, run: string, orders: number): WireRequest[] {
  const base = Date.now()
  const requests: WireRequest[] = []
  for (let from = 0; from < orders; from += SIDE_BY_SIDE)
    for (const [step, nativeStatus] of ['pending_payment', 'to_ship', 'done'].entries())
      for (let index = from; index < from + SIDE_BY_SIDE; index += 1) {
        const number = `${run}-${index}`
        const order = benchOrder(number, { nativeStatus, version: base + step, paidAt: step ? new Date(base) : null })
        requests.push(ownShopRequest(path, `${number}-${step}`, order, { prefer: 'wait' }))
      }
  return requests
}
