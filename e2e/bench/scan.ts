import { setTimeout as pause } from 'node:timers/promises'
import postgres from 'postgres'
import { buildWeb } from '../../scripts/system.ts'
import { launchBrowser } from '../browser.ts'
import { enrolBrowser } from '../enrol-browser.ts'
import { ScanDevice } from '../faults/harness/scan-device.ts'
import { startBenchSystem } from './harness/bench-system.ts'
import { benchOrder, ownShopRequest } from './harness/events.ts'
import { ThrottledPage } from './harness/floor-browser.ts'
import { httpLoad, percentile } from './harness/http-load.ts'
import type { Took } from './harness/key-probe.ts'
import { median, report, say } from './harness/report.ts'

const THROTTLE = 4
const RUNS = 4
const SCANS_A_RUN = 15
const WARM_UP = 5
const PACE_MS = 150
const PER_SECOND = 20
const seconds = Number(process.argv.slice(2).find((one) => /^\d+$/.test(one)) ?? 20)
/** A slow page hears everything, later. */
const LONGEST_MS = 60_000 + 5000 * seconds
interface Both {
  readonly ours: readonly Took[]
  readonly bare: readonly Took[]
}

/** Keys in the time that USB needs for them, and all of them at once. */
interface Run {
  readonly paced: Both
  readonly atOnce: Both
}

/** The least a page can do for a key: change one text. */
const BARE = `data:text/html,<!doctype html><p role=status>0</p><script>
let n=0;addEventListener('keydown',(e)=>{if(e.key==='Enter')document.querySelector('p').textContent=++n})</script>`

say(
  `scan: last key → on the screen and in storage, processor ${THROTTLE} × slower, keys as over USB and all at once, then ${PER_SECOND} scans/s for ${seconds} s`,
)
await buildWeb()
const system = await startBenchSystem()
const sql = postgres(system.ownerUrl, { max: 1, onnotice: () => {} })
const waybills = Array.from(
  { length: 2 * RUNS * SCANS_A_RUN + WARM_UP + PER_SECOND * seconds },
  (_, index) => `SF77${String(index).padStart(11, '0')}`,
)
await place(waybills)
say(`  ${waybills.length} orders placed`)
const trip = await packAll(waybills)
say('  packed')
const phone = { viewport: { width: 360, height: 640 }, locale: 'zh-CN' }
const [browser, plain] = [await launchBrowser(phone), await launchBrowser(phone)]
try {
  await enrolBrowser(browser.context, system, '华东仓')
  const feedback = '[role=status], form input'
  const bare = await ThrottledPage.open(plain, BARE, { feedback, throttle: THROTTLE })
  const floor = await ThrottledPage.open(browser, `${system.baseUrl}/scan/`, { feedback, throttle: THROTTLE })
  await floor.page.getByRole('heading', { name: '扫任何码开始' }).waitFor()
  floor.type(trip)
  await floor.page.getByRole('heading', { name: '顺丰速运' }).waitFor()
  const left = [...waybills]
  for (const waybill of left.splice(0, WARM_UP)) await floor.measure(waybill, { stores: true, paced: true })
  const runs: Run[] = []
  for (let run = 0; run < RUNS; run += 1) {
    runs.push({ paced: await measureBoth(true), atOnce: await measureBoth(false) })
    say(`  run ${run + 1} of ${RUNS}`)
  }
  const started = performance.now()
  for (const [at, waybill] of left.entries()) {
    await pause(Math.max(0, started + (at * 1000) / PER_SECOND - performance.now()))
    floor.type(waybill)
  }
  const rate = left.length / ((performance.now() - started) / 1000)
  say(`  ${left.length} scans typed, ${rate.toFixed(1)}/s`)
  await floor.page.evaluate(() => new Promise((resolve) => setTimeout(resolve)))
  say(`  the page has heard them after ${((performance.now() - started) / 1000).toFixed(0)} s`)
  const counted = await countAtServer()
  const shares = runs.map(({ paced }) => {
    const [subject, limit] = [p95(paced.ours.map((took) => took.shown)), p95(paced.bare.map((took) => took.shown))]
    return { subject, limit, ratio: subject / limit }
  })
  report({
    ...{ name: 'scan', goal: 1.5, unit: 'ms p95 until on the screen', runs: shares },
    ratio: median(shares.map((run) => run.ratio)),
    subject: p95(runs.flatMap(({ paced }) => paced.ours.map((took) => took.shown))),
    limit: p95(runs.flatMap(({ paced }) => paced.bare.map((took) => took.shown))),
    paced: summary(runs.map((run) => run.paced)),
    atOnce: summary(runs.map((run) => run.atOnce)),
    ...{ scansASecond: rate, scansMade: waybills.length, ...counted },
  })

  async function measureBoth(paced: boolean): Promise<Both> {
    const codes = left.splice(0, SCANS_A_RUN)
    return {
      ours: await each(codes, (code) => floor.measure(code, { stores: true, paced })),
      bare: await each(codes, (code) => bare.measure(code, { stores: false, paced })),
    }
  }
} finally {
  await Promise.all([browser.close(), plain.close()])
  await sql.end()
  await system.stop()
}

async function each(codes: readonly string[], measure: (code: string) => Promise<Took>): Promise<Took[]> {
  const took: Took[] = []
  for (const code of codes) {
    took.push(await measure(code))
    await pause(PACE_MS)
  }
  return took
}

function p95(values: readonly number[]): number {
  return percentile(
    [...values].sort((a, b) => a - b),
    0.95,
  )
}

/** Median and p95 of each, in ms from the last key on. */
function summary(runs: readonly Both[]) {
  const both = (of: keyof Both, what: keyof Took) => {
    const values = runs.flatMap((run) => run[of].map((took) => took[what] ?? 0))
    return { p50: median(values), p95: p95(values) }
  }
  return {
    ...{ changed: both('ours', 'changed'), shown: both('ours', 'shown'), committed: both('ours', 'committed') },
    ...{ bareChanged: both('bare', 'changed'), bareShown: both('bare', 'shown') },
  }
}

/** Another device has packed every parcel; returns the loading code of a truck. */
async function packAll(numbers: readonly string[]): Promise<string> {
  const device = await ScanDevice.enrol(system, '华东仓')
  for (const code of numbers) device.scan({ kind: 'pack_start', code })
  await device.sync()
  return (await device.openTrip('SF')).code
}

/** Waits until all have arrived, or nothing more does for half a minute; then what each waybill was heard as. */
async function countAtServer() {
  const count = async () =>
    (
      await sql<{ scans: number; waybills: number; loaded: number }[]>`
      SELECT count(*)::int AS scans, count(DISTINCT body->>'waybill')::int AS waybills,
             count(*) FILTER (WHERE answer = 'loaded')::int AS loaded
      FROM scans WHERE kind = 'load'`
    )[0] ?? { scans: 0, waybills: 0, loaded: 0 }
  const end = performance.now() + LONGEST_MS
  let now = await count()
  const patience = () => (now.scans < waybills.length ? 120 : 8)
  for (let quiet = 0; quiet < patience() && performance.now() < end; ) {
    await pause(250)
    const next = await count()
    quiet = next.scans === now.scans ? quiet + 1 : 0
    now = next
  }
  const known = new Set(waybills)
  const heard = await sql<{ waybill: string }[]>`SELECT body->>'waybill' AS waybill FROM scans WHERE kind = 'load'`
  const right = new Set(heard.filter(({ waybill }) => known.has(waybill)).map(({ waybill }) => waybill))
  return {
    ...{ lost: waybills.length - right.size, doubled: heard.length - new Set(heard.map((one) => one.waybill)).size },
    ...{ split: heard.filter(({ waybill }) => !known.has(waybill)).length, loaded: now.loaded },
  }
}

async function place(numbers: readonly string[]): Promise<void> {
  const path = system.pushPath('own-shop')
  const requests = numbers.map((waybill, index) => {
    const order = benchOrder(`S-${index}`, { parcels: [{ carrier: 'SF', waybill, lineNumbers: [] }] })
    const receiver = order.receiver && { ...order.receiver, province: '浙江省' }
    return ownShopRequest(path, waybill, { ...order, receiver }, { prefer: 'wait' })
  })
  await httpLoad({ port: system.port, connections: 16, requests, seconds: 60 })
}
