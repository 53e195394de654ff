import postgres from 'postgres'
import { ScanDevice } from '../faults/harness/scan-device.ts'
import { startBenchSystem } from './harness/bench-system.ts'
import { benchOrder, ownShopRequest } from './harness/events.ts'
import { httpLoad } from './harness/http-load.ts'
import { median, report, say } from './harness/report.ts'

const RUNS = 2
const SCANS = 10_000
/** A parcel's way over the floor: its packing starts, two items are checked, it is loaded. */
const SCANS_A_PARCEL = 4

say(`sync: ${SCANS} queued scans of one device, in order and once each, against one insert of as many rows`)
const system = await startBenchSystem()
const sql = postgres(system.ownerUrl, { max: 1, onnotice: () => {} })
try {
  const runs: { subject: number; limit: number; ratio: number }[] = []
  for (let run = 0; run < RUNS; run += 1) {
    const device = await queueShift(run)
    const subject = await seconds(() => device.sync())
    const [row] =
      await sql`SELECT count(*)::int AS n FROM orders WHERE state = 'shipped' AND native_number LIKE ${`${run}-%`}`
    if (row?.n !== SCANS / SCANS_A_PARCEL) throw new Error(`${row?.n} orders shipped of ${SCANS / SCANS_A_PARCEL}`)
    const limit = await insertRows(device)
    runs.push({ subject, limit, ratio: subject / limit })
    say(`  run ${run + 1} of ${RUNS}: ${subject.toFixed(2)} s, one insert ${limit.toFixed(2)} s`)
  }
  const subject = median(runs.map((run) => run.subject))
  report({
    ...{ name: 'sync', goal: 4, unit: 's', runs, subject },
    ratio: median(runs.map((run) => run.ratio)),
    limit: median(runs.map((run) => run.limit)),
    scansASecond: SCANS / subject,
  })
} finally {
  await sql.end()
  await system.stop()
}

async function queueShift(run: number): Promise<ScanDevice> {
  const parcels = Array.from({ length: SCANS / SCANS_A_PARCEL }, (_, index) => ({
    number: `${run}-${index}`,
    waybill: `SF${run}${String(index).padStart(10, '0')}`,
  }))
  await place(parcels)
  const device = await ScanDevice.enrol(system, '华东仓')
  const { code: trip } = await device.openTrip('SF')
  for (const { number, waybill } of parcels) {
    device.scan({ kind: 'pack_start', code: waybill })
    for (const line of benchOrder(number).lines)
      device.scan({ kind: 'check_item', code: waybill, item: line.sku ?? '', serial: null })
    device.scan({ kind: 'load', waybill, trip })
  }
  return device
}

async function place(parcels: readonly { number: string; waybill: string }[]): Promise<void> {
  const path = system.pushPath('own-shop')
  const requests = parcels.map(({ number, waybill }) => {
    const order = benchOrder(number, { parcels: [{ carrier: 'SF', waybill, lineNumbers: [] }] })
    const receiver = order.receiver && { ...order.receiver, province: '浙江省' }
    return ownShopRequest(path, number, { ...order, receiver }, { prefer: 'wait' })
  })
  await httpLoad({ port: system.port, connections: 16, requests, seconds: 60 })
}

/** The limit: the same rows in one statement, durable, into a table of the same columns and indexes. */
async function insertRows(device: ScanDevice): Promise<number> {
  await sql`DROP TABLE IF EXISTS bench_scans`
  await sql`CREATE TABLE bench_scans (LIKE scans INCLUDING ALL)`
  const [ids, seqs, bodies] = [
    device.made.map((scan) => scan.id),
    device.made.map((scan) => scan.seq),
    device.made.map((scan) => JSON.stringify(scan)),
  ]
  return seconds(
    () => sql`
      INSERT INTO bench_scans (id, device_id, seq, kind, body, device_at, occurred_at, received_at, answer)
      SELECT id, gen_random_uuid(), seq, 'load', body::jsonb, now(), now(), now(), 'loaded'
      FROM unnest(${ids}::uuid[], ${seqs}::bigint[], ${bodies}::text[]) AS t(id, seq, body)`,
  )
}

async function seconds(work: () => PromiseLike<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return (performance.now() - started) / 1000
}
