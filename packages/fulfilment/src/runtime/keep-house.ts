import type { Context } from './context.ts'

const KEY_DAYS = 400
const INBOX_DAYS = 30
/** Rows of one statement, so that none of them works for long. */
const PART = 20_000

/** Creates the coming months' partitions; forgets settled dedupe and idempotency keys after 400 days, decided rows of database connectors after 30. */
export async function keepHouse(ctx: Context): Promise<void> {
  const { sql } = ctx
  const now = ctx.now()
  await sql`SELECT baton_ensure_partitions(3)`
  await inParts(
    () => sql`
      DELETE FROM channel_events WHERE id IN (
        SELECT id FROM channel_events
        WHERE received_at < ${now}::timestamptz - ${KEY_DAYS} * interval '1 day' AND state = 'done' ORDER BY id LIMIT ${PART})`,
  )
  await inParts(
    () => sql`
      DELETE FROM erp_requests WHERE (erp_id, key) IN (
        SELECT erp_id, key FROM erp_requests
        WHERE received_at < ${now}::timestamptz - ${KEY_DAYS} * interval '1 day' AND results IS NOT NULL LIMIT ${PART})`,
  )
  await inParts(
    () => sql`
      DELETE FROM erp_inbox.writes WHERE id IN (
        SELECT id FROM erp_inbox.writes
        WHERE decided_at < ${now}::timestamptz - ${INBOX_DAYS} * interval '1 day' ORDER BY id LIMIT ${PART})`,
  )
}

/** Until a part comes out short: on a busy day more falls due than one statement takes. */
async function inParts(remove: () => PromiseLike<{ readonly count: number }>): Promise<void> {
  let removed: number
  do removed = (await remove()).count
  while (removed === PART)
}
