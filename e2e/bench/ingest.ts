import { residentMb, startBenchSystem } from './harness/bench-system.ts'
import { douyinRequest } from './harness/events.ts'
import { httpLoad, percentile } from './harness/http-load.ts'
import { InsertLimit } from './harness/limit.ts'
import { median, report, say } from './harness/report.ts'

const PAIRS = 4
const SECONDS = 3
const REQUESTS = 60_000

say('ingest: signed pushes kept and acknowledged after commit, against single-row durable inserts')
const system = await startBenchSystem()
try {
  await system.worker.stop(2000)
  const path = system.pushPath('douyin')
  const sample = douyinRequest(path, 0).bytes
  const limit = new InsertLimit(system.ownerUrl, sample.subarray(sample.indexOf('\r\n\r\n') + 4))
  await limit.prepare()
  let index = 0
  const batch = (count: number) => Array.from({ length: count }, () => douyinRequest(path, index++))
  const load = (count: number, seconds: number) =>
    httpLoad({ port: system.port, connections: 128, requests: batch(count), seconds })
  await load(REQUESTS, 2 * SECONDS)
  await limit.run(SECONDS)
  const runs: { subject: number; limit: number; ratio: number }[] = []
  const latencies: number[] = []
  let failed = 0
  for (let pair = 0; pair < PAIRS; pair += 1) {
    const pushed = await load(REQUESTS, SECONDS)
    const inserted = await limit.run(SECONDS)
    const subject = pushed.done / pushed.seconds
    runs.push({ subject, limit: inserted, ratio: subject / inserted })
    latencies.push(...pushed.latencies)
    failed += pushed.failed
    say(`  pair ${pair + 1} of ${PAIRS}: ${Math.round(subject)} pushes/s, ${Math.round(inserted)} inserts/s`)
  }
  latencies.sort((a, b) => a - b)
  report({
    name: 'ingest',
    ratio: median(runs.map((run) => run.ratio)),
    goal: 1,
    subject: median(runs.map((run) => run.subject)),
    limit: median(runs.map((run) => run.limit)),
    unit: '1/s',
    runs,
    failed,
    ackP50Ms: percentile(latencies, 0.5),
    ackP99Ms: percentile(latencies, 0.99),
    ackP99GoalMs: 25,
    serverRssMb: residentMb(system.server.pid),
    connections: 128,
  })
  await limit.close()
} finally {
  await system.stop()
}
