import postgres from 'postgres'
import { signIn } from '../session.ts'
import { residentMb, startBenchSystem } from './harness/bench-system.ts'
import { fillOrders } from './harness/fill-orders.ts'
import { median, report, say } from './harness/report.ts'

/** Fewer for a quick look: `npm run bench -- export 100000`. */
const ORDERS = Number(process.argv.find((word) => /^\d+$/.test(word)) ?? 1_000_000)
const ROUNDS = 2

say(`export: ${ORDERS.toLocaleString('en')} orders as of a moment as CSV over HTTP, against COPY TO of the same rows`)
const system = await startBenchSystem()
const sql = postgres(system.ownerUrl, { max: 1, onnotice: () => {} })
try {
  await system.worker.stop(2000)
  say('  filling the table …')
  await fillOrders(sql, ORDERS)
  const cookie = await signIn(system, 'finance')
  const asOf = new Date(Date.now() + 60_000).toISOString()
  await download(cookie, { asOf, filter: { to: new Date(Date.now() - 19 * 86_400_000).toISOString() } })
  const before = residentMb(system.server.pid)
  let peak = before
  const watch = setInterval(() => {
    peak = Math.max(peak, residentMb(system.server.pid))
  }, 50)
  const runs: { subject: number; limit: number; ratio: number }[] = []
  let megabytes = 0
  for (let round = 0; round < ROUNDS; round += 1) {
    const made = await timed(() => download(cookie, { asOf }))
    const copied = await timed(copyRows)
    megabytes = made.result / 1e6
    runs.push({ subject: made.seconds, limit: copied.seconds, ratio: made.seconds / copied.seconds })
    say(`  round ${round + 1} of ${ROUNDS}: file ${made.seconds.toFixed(1)} s, COPY ${copied.seconds.toFixed(1)} s`)
  }
  clearInterval(watch)
  report({
    name: 'export',
    ratio: median(runs.map((run) => run.ratio)),
    goal: 5,
    subject: median(runs.map((run) => run.subject)),
    limit: median(runs.map((run) => run.limit)),
    unit: 's',
    runs,
    orders: ORDERS,
    megabytes,
    serverMbBefore: before,
    serverMbGrowth: peak - before,
    serverMbGrowthGoal: 100,
  })
} finally {
  await sql.end()
  await system.stop()
}

async function timed<T>(work: () => Promise<T>): Promise<{ seconds: number; result: T }> {
  const started = performance.now()
  const result = await work()
  return { seconds: (performance.now() - started) / 1000, result }
}

/** Reads the file to its end and keeps none of it; returns its bytes. */
async function download(cookie: string, input: object): Promise<number> {
  const query = encodeURIComponent(JSON.stringify(input))
  const response = await fetch(`${system.baseUrl}/api/export/orders?input=${query}`, { headers: { cookie } })
  if (!response.ok) throw new Error(`The export was answered ${response.status}`)
  let bytes = 0
  for await (const chunk of response.body ?? []) bytes += (chunk as Uint8Array).length
  return bytes
}

/** The same columns of the same orders, as Postgres itself writes them. */
async function copyRows(): Promise<void> {
  const readable = await sql`
    COPY (SELECT o.id, o.platform, s.name, o.native_number, o.shown, o.state, o.signed, o.refunded, o.hold_reasons, o.amount_fen,
                 o.currency, o.item_count, o.native_status, w.name, o.ordered_at, o.paid_at, o.shipped_at, o.seq, o.updated_at
          FROM orders o LEFT JOIN shops s ON s.id = o.shop_id LEFT JOIN warehouses w ON w.id = o.warehouse_id)
    TO STDOUT (FORMAT csv)`.readable()
  for await (const _ of readable);
}
