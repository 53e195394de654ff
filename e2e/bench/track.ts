import { brotliDecompressSync } from 'node:zlib'
import type { TrackingLinksView } from '@baton/contract'
import { traceEvent } from '@baton/platforms/standard-webhooks'
import { callApi, query, signIn } from '../session.ts'
import { residentMb, startBenchSystem } from './harness/bench-system.ts'
import { fetchBytes, startByteServer, type WireAnswer } from './harness/byte-server.ts'
import { benchOrder, ownShopEventRequest, ownShopRequest } from './harness/events.ts'
import { httpLoad, percentile, type WireRequest, wireGet } from './harness/http-load.ts'
import { median, report, say } from './harness/report.ts'

const PAIRS = 5
const SECONDS = 3
const CONNECTIONS = 64
const ORDERS = 100
const REQUESTS = 400_000
/** As a phone asks. */
const PHONE = { 'accept-encoding': 'gzip, deflate, br', 'accept-language': 'zh-CN,zh;q=0.9' }
const SAID = [
  ['picked_up', 30, '【杭州市】顺丰速运 已收取快件'],
  ['in_transit', 26, '快件在【杭州萧山集散中心】完成分拣，准备发往【广州白云集散中心】'],
  ['in_transit', 12, '快件到达【广州白云集散中心】'],
  ['dest_city', 6, '快件到达【广州天河体育西营业点】'],
  ['out_for_delivery', 2, '快件交给张师傅，正在派送（联系电话：13912345678）'],
] as const

say('track: buyers’ private pages over HTTP, warm, against the same bytes from the memory of a bare Node')
const system = await startBenchSystem()
try {
  const cookie = await signIn(system, 'admin')
  await fill()
  const paths = await linksOf()
  await system.worker.stop(2000)
  const answers = await Promise.all(paths.map((path) => fetchBytes(system.port, path, PHONE)))
  const bare = await startByteServer(answers)
  try {
    await measure(paths, answers, bare.port)
  } finally {
    bare.stop()
  }

  async function fill(): Promise<void> {
    const push = system.pushPath('own-shop')
    const wait = { prefer: 'wait' }
    const numbers = Array.from({ length: ORDERS }, (_, index) => `T${index}`)
    const waybillOf = (number: string) => `SF10000000${number.slice(1).padStart(5, '0')}`
    const shipped = numbers.map((number) => {
      const parcels = [{ carrier: 'SF', waybill: waybillOf(number), lineNumbers: [] }]
      const order = benchOrder(number, { nativeStatus: 'shipped', shippedAt: new Date(), parcels })
      return ownShopRequest(push, number, order, wait)
    })
    const traced = numbers.flatMap((orderNumber) =>
      SAID.map(([nativeStatus, hours, text]) => {
        const occurredAt = new Date(Date.now() - hours * 3_600_000)
        const trace = { orderNumber, carrier: 'SF', waybill: waybillOf(orderNumber), nativeStatus, occurredAt, text }
        return ownShopEventRequest(push, { id: `${orderNumber}-${hours}`, event: traceEvent(trace) }, wait)
      }),
    )
    for (const requests of [shipped, traced]) {
      const { failed } = await httpLoad({ port: system.port, connections: 8, requests, seconds: 60 })
      if (failed > 0) throw new Error(`${failed} events were not acknowledged`)
    }
  }

  async function linksOf(): Promise<readonly string[]> {
    const page = await query<{ rows: readonly { id: string }[] }>(system, cookie, {
      path: 'orders.list',
      input: { filter: {}, limit: ORDERS },
    })
    return Promise.all(
      page.rows.map(async ({ id: orderId }) => {
        await callApi(system, cookie, { path: 'tracking.make', input: { orderId, kind: 'buyer' } })
        const input = { orderId }
        const { buyer } = await query<TrackingLinksView>(system, cookie, { path: 'tracking.links', input })
        return new URL(buyer?.url ?? '').pathname
      }),
    )
  }
} finally {
  await system.stop()
}

async function measure(paths: readonly string[], answers: readonly WireAnswer[], barePort: number): Promise<void> {
  const looks = paths.map((path) => wireGet(path, PHONE))
  const requests = Array.from({ length: REQUESTS }, (_, index) => looks[index % looks.length] as WireRequest)
  const load = (port: number) => httpLoad({ port, connections: CONNECTIONS, requests, seconds: SECONDS })
  await load(system.port)
  await load(barePort)
  const runs: { subject: number; limit: number; ratio: number }[] = []
  const latencies: number[] = []
  let failed = 0
  for (let pair = 0; pair < PAIRS; pair += 1) {
    const [pages, bytes] = [await load(system.port), await load(barePort)]
    const [subject, limit] = [pages.done / pages.seconds, bytes.done / bytes.seconds]
    runs.push({ subject, limit, ratio: subject / limit })
    latencies.push(...pages.latencies)
    failed += pages.failed + bytes.failed
    say(`  pair ${pair + 1} of ${PAIRS}: ${Math.round(subject)} pages/s, ${Math.round(limit)} answers/s`)
  }
  latencies.sort((a, b) => a - b)
  const bodies = answers.map(({ body }) => Buffer.from(body, 'base64'))
  report({
    name: 'track',
    ratio: median(runs.map((run) => run.ratio)),
    goal: 0.5,
    subject: median(runs.map((run) => run.subject)),
    limit: median(runs.map((run) => run.limit)),
    unit: 'pages/s',
    runs,
    failed,
    p50Ms: percentile(latencies, 0.5),
    p99Ms: percentile(latencies, 0.99),
    pages: paths.length,
    connections: CONNECTIONS,
    compressedBytes: Math.max(...bodies.map((body) => body.length)),
    compressedGoal: 14_000,
    scripts: bodies.filter((body) => brotliDecompressSync(body).includes('<script')).length,
    serverRssMb: residentMb(system.server.pid),
  })
}
