import postgres from 'postgres'
import { query, signIn } from '../session.ts'
import { startBenchSystem } from './harness/bench-system.ts'
import { fillOrders } from './harness/fill-orders.ts'
import { percentile } from './harness/http-load.ts'
import { median, report, say } from './harness/report.ts'

const ORDERS = 1_000_000
const ROUNDS = 5
const CALLS = 300
const PAGE = 51

/** The filters that people use most, each with its bare query. */
const FILTERS = [
  { name: 'none', filter: {}, where: 'true' },
  { name: 'to ship', filter: { shown: ['to_ship'] }, where: `shown = 'to_ship'` },
  { name: 'rare status', filter: { shown: ['exception'] }, where: `shown = 'exception'` },
  { name: 'on hold', filter: { hold: ['risk'] }, where: `hold_reasons <> '{}' AND hold_reasons && '{risk}'` },
  { name: 'rare flag', filter: { flag: ['cyan'] }, where: `seller_flag = 'cyan'` },
  {
    name: 'platform',
    filter: { platform: ['douyin'] },
    where: `shop_id = ANY(ARRAY(SELECT id FROM shops WHERE platform = 'douyin'))`,
  },
] as const

say(`orders: first page of the live list at ${ORDERS.toLocaleString('en')} orders, against the bare indexed query`)
const system = await startBenchSystem()
const sql = postgres(system.ownerUrl, { max: 1, onnotice: () => {} })
try {
  await system.worker.stop(2000)
  say('  filling the table …')
  await fillOrders(sql, ORDERS)
  const cookie = await signIn(system, 'ops')
  const runs: { subject: number; limit: number; ratio: number }[] = []
  const all: number[] = []
  const page = (index: number) => {
    const { filter } = FILTERS[index % FILTERS.length] ?? FILTERS[0]
    return query(system, cookie, { path: 'orders.list', input: { filter, limit: 50 } })
  }
  const bareQuery = (index: number) => {
    const { where } = FILTERS[index % FILTERS.length] ?? FILTERS[0]
    return sql.unsafe(`SELECT * FROM orders WHERE ${where} ORDER BY ordered_at DESC, id DESC LIMIT ${PAGE}`)
  }
  await times(CALLS, page)
  say('  warm')
  for (let round = 0; round < ROUNDS; round += 1) {
    const pages = await times(CALLS, page)
    const bare = await times(CALLS, bareQuery)
    all.push(...pages)
    const subject = percentile(pages, 0.95)
    const limit = percentile(bare, 0.95)
    runs.push({ subject, limit, ratio: subject / limit })
    say(`  round ${round + 1} of ${ROUNDS}: page p95 ${subject.toFixed(1)} ms, bare query p95 ${limit.toFixed(1)} ms`)
  }
  report({
    name: 'orders',
    ratio: median(runs.map((run) => run.ratio)),
    goal: 3,
    subject: median(runs.map((run) => run.subject)),
    limit: median(runs.map((run) => run.limit)),
    unit: 'ms p95',
    runs,
    pageP95Ms: percentile(
      all.sort((a, b) => a - b),
      0.95,
    ),
    pageP95GoalMs: 50,
    orders: ORDERS,
  })
} finally {
  await sql.end()
  await system.stop()
}

async function times(count: number, call: (index: number) => Promise<unknown>): Promise<number[]> {
  const taken: number[] = []
  for (let index = 0; index < count; index += 1) {
    const started = performance.now()
    await call(index)
    taken.push(performance.now() - started)
  }
  return taken.sort((a, b) => a - b)
}
