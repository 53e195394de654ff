import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { until } from '../../scripts/processes.ts'
import { ROOT } from '../../scripts/run-child.ts'
import { untilFlowing } from './f03-postgres-restarted.ts'
import type { Fault } from './fault.ts'
import type { Ground } from './harness/ground.ts'
import { startTraffic } from './harness/traffic.ts'

const APPLY_MS = 15_000

/** A rolling update: the database moves on first, old processes run on the new schema, then each is restarted. */
export const migratedUnderTraffic: Fault = {
  id: 'F21',
  title: 'restart under traffic with a migration',
  async run(ground) {
    const { system, pusher, owner, notes } = ground
    const traffic = startTraffic(pusher, { prefix: 'M' })
    await untilFlowing(ground, 'before the migration')
    await migrateAgain(ground)
    await expand(ground)
    await untilFlowing(ground, 'old processes on the new schema')
    await expectApplied(ground)
    await Promise.all([system.server.restart(), system.worker.restart()])
    await system.ready()
    await untilFlowing(ground, 'after the restart')
    await traffic.stop()
    await owner`DROP TABLE expand_scratch`
    notes.push(`${pusher.acked.length} messages, ${pusher.count('ECONNREFUSED')} refused, ${pusher.count('503')} × 503`)
  },
}

/** The migration itself, while pushes come in. */
async function migrateAgain({ system }: Ground): Promise<void> {
  const env = { ...process.env, DATABASE_OWNER_URL: system.ownerUrl, DATABASE_URL: system.appUrl }
  const script = join(ROOT, 'packages/fulfilment/src/runtime/migrate.main.ts')
  await promisify(execFile)(process.execPath, [script], { cwd: ROOT, env })
}

/** What an expanding migration does: a new table, and nullable columns on tables that are written by row type. */
async function expand({ owner }: Ground): Promise<void> {
  await owner`CREATE TABLE expand_scratch (id int PRIMARY KEY)`
  await owner`ALTER TABLE expand_scratch ADD COLUMN note text`
  for (const table of ['orders', 'order_events', 'attempts', 'channel_events', 'deadlines', 'shipments', 'receivers'])
    await owner.begin(async (tx) => {
      await tx`SET LOCAL lock_timeout = '5s'`
      await tx`ALTER TABLE ${tx(table)} ADD COLUMN expanded text`
    })
}

/** The old worker goes on moving orders. */
async function expectApplied({ owner, check, system }: Ground): Promise<void> {
  const newest = async () => {
    const [row] = await owner<{ seen: number }[]>`SELECT count(*)::int AS seen FROM order_events`
    return row?.seen ?? 0
  }
  const before = await newest()
  const moved = await until(async () => (await newest()) > before + 50, APPLY_MS)
  if (moved) return
  const standing = await owner`SELECT state, count(*)::int, min(next_try_at) FROM channel_events GROUP BY state`
  const waiting = await owner`
    SELECT application_name, state, wait_event, left(query, 80) AS query FROM pg_stat_activity WHERE wait_event_type = 'Lock'`
  const seen = [...system.worker.lastWords().slice(-12), ...[...standing, ...waiting].map((row) => JSON.stringify(row))]
  check(false, `the old worker moved ${(await newest()) - before} orders in ${APPLY_MS / 1000} s:\n${seen.join('\n')}`)
}
