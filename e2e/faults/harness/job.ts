import { until } from '../../../scripts/processes.ts'
import type { Ground } from './ground.ts'

const PATIENCE_MS = 30_000

/** Has the worker do one job now, and waits until it has. */
export async function runJob({ owner, check }: Ground, name: string, data: object): Promise<void> {
  const [job] = await owner<{ id: string }[]>`
    INSERT INTO pgboss.job (name, data, policy, retry_limit, retry_delay, retry_backoff, retry_delay_max, expire_seconds,
      deletion_seconds, heartbeat_seconds)
    SELECT name, ${owner.json(data as never)}, policy, retry_limit, retry_delay, retry_backoff, retry_delay_max, expire_seconds,
      deletion_seconds, heartbeat_seconds
    FROM pgboss.queue WHERE name = ${name} RETURNING id`
  const isDone = async () => {
    const [row] = await owner<{ state: string }[]>`SELECT state FROM pgboss.job WHERE id = ${job?.id ?? null}`
    return row?.state === 'completed'
  }
  check(await until(isDone, PATIENCE_MS), `the job ${name} was not done in ${PATIENCE_MS / 1000} s`)
}
