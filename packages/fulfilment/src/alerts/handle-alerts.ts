import { ALERT_KINDS, type AlertKind, type AlertPage, type AlertsListInput, type AlertView } from '@baton/contract'
import type { Context } from '../runtime/context.ts'
import { Failure } from '../runtime/failure.ts'
import { inTransaction } from '../runtime/transaction.ts'

type Row = Omit<AlertView, 'id' | 'firstAt' | 'lastAt' | 'acknowledgedAt' | 'closedAt'> & {
  readonly id: number
  readonly firstAt: Date
  readonly lastAt: Date
  readonly acknowledgedAt: Date | null
  readonly closedAt: Date | null
}

/** The kinds that whoever asks may see; any other is as if it were not there. Default: all. */
export interface SeenKinds {
  readonly kinds?: readonly AlertKind[]
}

/** Alerts, newest first, by keyset. */
export async function listAlerts(ctx: Context, input: AlertsListInput & SeenKinds): Promise<AlertPage> {
  const { sql } = ctx
  const rows = await sql<Row[]>`
    SELECT id, kind, params, count, first_at, last_at, acknowledged_by, acknowledged_at, closed_by, closed_at FROM alerts
    WHERE ${input.which === 'open' ? sql`closed_at IS NULL` : sql`closed_at IS NOT NULL`}
      AND kind = ANY(${[...(input.kinds ?? ALERT_KINDS)]})
      ${input.cursor === undefined ? sql`` : sql`AND id < ${Number(input.cursor)}`}
    ORDER BY id DESC LIMIT ${input.limit + 1}`
  const page = rows.slice(0, input.limit)
  return { rows: page.map(alertView), next: rows.length > input.limit ? String(page.at(-1)?.id) : null }
}

function alertView(row: Row): AlertView {
  return {
    ...row,
    id: String(row.id),
    firstAt: row.firstAt.toISOString(),
    lastAt: row.lastAt.toISOString(),
    acknowledgedAt: row.acknowledgedAt?.toISOString() ?? null,
    closedAt: row.closedAt?.toISOString() ?? null,
  }
}

/** How many open alerts nobody has acknowledged. */
export async function countAlerts(ctx: Context, input: SeenKinds = {}): Promise<{ waiting: number }> {
  const [row] = await ctx.sql<{ waiting: number }[]>`
    SELECT count(*)::int AS waiting FROM alerts 
    WHERE closed_at IS NULL AND acknowledged_at IS NULL AND kind = ANY(${[...(input.kinds ?? ALERT_KINDS)]})`
  return { waiting: row?.waiting ?? 0 }
}

/** Somebody has it. The first one stays on record; the receipts of whoever says so say it too. */
export async function acknowledgeAlert(ctx: Context, input: { id: string } & SeenKinds): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const changed = await tx`
      UPDATE alerts SET acknowledged_by = coalesce(acknowledged_by, ${ctx.actor.name}),
        acknowledged_at = coalesce(acknowledged_at, ${ctx.now()})
      WHERE id = ${Number(input.id)} AND kind = ANY(${[...(input.kinds ?? ALERT_KINDS)]}) AND closed_at IS NULL`
    if (changed.count === 0) throw new Failure('ALERT_NOT_FOUND')
    await tx`
      UPDATE alert_receipts SET seen_at = coalesce(seen_at, ${ctx.now()}),
        acknowledged_at = coalesce(acknowledged_at, ${ctx.now()})
      WHERE alert_id = ${Number(input.id)} AND staff_id = ${ctx.actor.id}`
  })
  ctx.waker.wake('alerts_changed')
}

const SILENT_MS = 24 * 3_600_000

/** A person ends it; if its cause goes on, it is raised anew after a day, or once the cause has ended and begun again. */
export async function dismissAlert(ctx: Context, input: { id: string } & SeenKinds): Promise<void> {
  const changed = await ctx.sql`
    UPDATE alerts SET closed_by = ${ctx.actor.name}, closed_at = ${ctx.now()},
      silent_until = ${new Date(ctx.now().getTime() + SILENT_MS)}
    WHERE id = ${Number(input.id)} AND kind = ANY(${[...(input.kinds ?? ALERT_KINDS)]}) AND closed_at IS NULL`
  if (changed.count === 0) throw new Failure('ALERT_NOT_FOUND')
  ctx.waker.wake('alerts_changed')
}
