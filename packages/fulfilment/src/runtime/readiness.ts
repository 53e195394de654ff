import { setTimeout as pause } from 'node:timers/promises'
import type { Context } from './context.ts'

/** Whoever asks must hear within seconds, also when the network to Postgres is silent. */
const PATIENCE_MS = 2000

export interface Readiness {
  readonly ready: boolean
  readonly problems: readonly string[]
}

/** Postgres answers, the schema is there, and next month's partitions exist. */
export async function checkReadiness(ctx: Context): Promise<Readiness> {
  try {
    const asked = ctx.sql<{ attempts: boolean; raw: boolean }[]>`
      SELECT to_regclass('attempts_' || next) IS NOT NULL AS attempts, to_regclass('raw_events_' || next) IS NOT NULL AS raw
      FROM to_char(now() AT TIME ZONE 'UTC' + interval '1 month', 'YYYY_MM') AS next`
    const answer = await Promise.race([asked, pause(PATIENCE_MS, null, { ref: false })])
    if (!answer) return { ready: false, problems: ['the database does not answer'] }
    const [row] = answer
    const problems = row?.attempts && row.raw ? [] : ['next month has no partitions yet: run the migration']
    return { ready: problems.length === 0, problems }
  } catch (error) {
    ctx.log.warn({ err: error }, 'not ready')
    return { ready: false, problems: ['the database does not answer'] }
  }
}
