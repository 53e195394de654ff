import { setTimeout as pause } from 'node:timers/promises'
import type postgres from 'postgres'
import { until } from '../../scripts/processes.ts'
import { signIn } from '../session.ts'
import type { Fault } from './fault.ts'
import { ErpScript } from './harness/erp.ts'
import type { Ground } from './harness/ground.ts'
import { PLATFORMS, placeEverywhere, shippedInOne, toldOnceEach } from './harness/shipments.ts'
import { worldControl } from './harness/world-control.ts'

const EACH = 20
const KILLS = 4
const LOOK_EVERY_MS = 5
/** Shorter than anybody waits for a lock. */
const HOLD_MS = 1500
/** What a dead worker had claimed or begun is given to the next one within a minute and a half. */
const LONGEST_MS = 120_000

/** Whenever the worker has written and not yet committed it dies; the next one finishes what it had begun, once. */
export const workerKilled: Fault = {
  id: 'F2',
  title: `worker killed −9 between effect and commit, ${KILLS} times`,
  sandbox: true,
  async run(ground) {
    const world = worldControl(ground.system.sandboxUrl ?? '')
    const script = await ErpScript.create(ground.system, await signIn(ground.system, 'ops'), {
      name: 'WMS',
      grants: ['shipped'],
    })
    const [orders] = await Promise.all([
      placeEverywhere(ground, world, { each: EACH, milliseconds: LONGEST_MS }),
      killAmidWriting(ground, 'order_feed_queue', KILLS / 2),
    ])
    const killing = killAmidWriting(ground, 'delivery_attempts', KILLS / 2)
    for (const platform of PLATFORMS)
      await script.write(`ship-${platform}`, (orders.get(platform) ?? []).map(shippedInOne))
    await killing
    await toldOnceEach(ground, world, { each: EACH, milliseconds: LONGEST_MS })
  },
}

/** Kills it so many times, each time while a transaction of its own has written and waits to write into this table too. */
async function killAmidWriting({ system, owner, check, notes }: Ground, table: string, times: number): Promise<void> {
  let undone = 0
  for (let kills = 0; kills < times; ) {
    const writing = await owner.begin(async (tx) => {
      await tx`LOCK TABLE ${tx(table)} IN SHARE ROW EXCLUSIVE MODE`
      const found = await writerWaitingFor(owner, table)
      if (found) await system.worker.kill('SIGKILL')
      return found
    })
    if (!writing) continue
    kills += 1
    await until(async () => (await statusOf(owner, writing)) !== 'in progress', 20_000)
    if ((await statusOf(owner, writing)) === 'aborted') undone += 1
    await system.worker.restart()
  }
  check(undone === times, `of ${times} transactions that had written into all but ${table} only ${undone} were undone`)
  notes.push(`${undone} transactions undone before ${table}`)
}

/** The number of a transaction of the worker that has written and waits for our lock; null: none for a while. */
async function writerWaitingFor(owner: postgres.Sql, table: string): Promise<string | null> {
  const end = performance.now() + HOLD_MS
  while (performance.now() < end) {
    const [row] = await owner<{ xid: string }[]>`
      SELECT backend_xid::text AS xid FROM pg_locks JOIN pg_stat_activity USING (pid)
      WHERE relation = ${table}::regclass AND NOT granted
        AND application_name = 'baton-worker' AND backend_xid IS NOT NULL LIMIT 1`
    if (row) return row.xid
    await pause(LOOK_EVERY_MS)
  }
  return null
}

async function statusOf(owner: postgres.Sql, xid: string): Promise<string | null> {
  const [row] = await owner<{ status: string | null }[]>`SELECT pg_xact_status(${xid}::text::xid8) AS status`
  return row?.status ?? null
}
