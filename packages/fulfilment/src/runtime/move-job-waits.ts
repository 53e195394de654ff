import type { ClockStep } from './clock-watch.ts'
import type { Tx } from './database.ts'

/** A failed job waits a quarter of an hour at most, and every pass of the queue's own comes round within minutes. */
const LONGEST_WAIT = '20 minutes'

/** The job queue goes by Postgres's clock, which may have been set back as well: what it put off for longer than it ever does is due. */
export async function moveJobWaits(tx: Tx, { by }: ClockStep): Promise<void> {
  if (by > 0) return
  const ahead = tx`now() + ${LONGEST_WAIT}::interval`
  await tx`UPDATE pgboss.job SET start_after = now() WHERE state IN ('created', 'retry') AND start_after > ${ahead}`
  await tx`
    UPDATE pgboss.job SET started_on = least(started_on, now()), heartbeat_on = least(heartbeat_on, now())
    WHERE state = 'active' AND (started_on > ${ahead} OR heartbeat_on > ${ahead})`
  await tx`UPDATE pgboss.version SET cron_on = now() - interval '1 minute' WHERE cron_on > now()`
  await tx`
    UPDATE pgboss.queue SET monitor_on = least(monitor_on, now()), monitor_claim_on = least(monitor_claim_on, now()),
      maintain_on = least(maintain_on, now())
    WHERE greatest(monitor_on, monitor_claim_on, maintain_on) > now()`
}
