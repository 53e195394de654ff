import { signIn } from '../session.ts'
import type { Fault } from './fault.ts'
import { ErpScript } from './harness/erp.ts'
import type { Ground } from './harness/ground.ts'
import { PLATFORMS, placeEverywhere, shippedInOne, toldOnceEach } from './harness/shipments.ts'
import { worldControl } from './harness/world-control.ts'

const EACH = 5
const LONGEST_MS = 120_000
const QUEUE = 'channels.write-back'

/** Among jobs that are taken together is one that fails every time: it fails alone, and nobody else's is tried twice. */
export const poisonJob: Fault = {
  id: 'F18',
  title: 'a job that always fails, taken together with others',
  sandbox: true,
  async run(ground) {
    const { system } = ground
    const world = worldControl(system.sandboxUrl ?? '')
    const orders = await placeEverywhere(ground, world, { each: EACH, milliseconds: LONGEST_MS })
    const script = await ErpScript.create(system, await signIn(system, 'ops'), { name: 'WMS', grants: ['shipped'] })
    await system.worker.kill('SIGKILL')
    for (const platform of PLATFORMS)
      await script.write(`ship-${platform}`, (orders.get(platform) ?? []).map(shippedInOne))
    await poison(ground)
    await system.worker.restart()
    await toldOnceEach(ground, world, { each: EACH, milliseconds: LONGEST_MS })
    await expectAlone(ground)
  },
}

/** A waiting job once more, with moves of no order, before all others. */
async function poison({ owner, check }: Ground): Promise<void> {
  const made = await owner`
    INSERT INTO pgboss.job (name, data, priority, policy, retry_limit, retry_delay, retry_backoff, retry_delay_max,
      expire_seconds, deletion_seconds, heartbeat_seconds)
    SELECT name, '{"moves": [{}]}', 1, policy, retry_limit, retry_delay, retry_backoff, retry_delay_max,
      expire_seconds, deletion_seconds, heartbeat_seconds
    FROM pgboss.job WHERE name = ${QUEUE} AND state = 'created' LIMIT 1`
  check(made.count === 1, 'nothing waits to be told while no worker runs')
}

async function expectAlone({ owner, check, notes }: Ground): Promise<void> {
  const jobs = await owner<{ isPoison: boolean; tries: number }[]>`
    SELECT data = '{"moves": [{}]}' AS "isPoison", max(retry_count)::int AS tries FROM pgboss.job
    WHERE name = ${QUEUE} GROUP BY 1`
  const triesOf = (isPoison: boolean) => jobs.find((job) => job.isPoison === isPoison)?.tries ?? 0
  const state = await owner`SELECT state, output FROM pgboss.job WHERE name = ${QUEUE} AND data = '{"moves": [{}]}'`
  check(
    state[0]?.output !== null && state[0]?.state !== 'completed',
    `the poison did not fail: ${JSON.stringify(state)}`,
  )
  check(triesOf(false) === 0, `others were tried again up to ${triesOf(false)} times`)
  notes.push(`the poison was tried again ${triesOf(true)} times`)
}
