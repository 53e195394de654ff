import type { AlertKind, AlertParams } from '@baton/contract'
import { closeAlert, matchAlerts } from '../alerts/index.ts'
import type { Context } from '../runtime/context.ts'
import type { Tx } from '../runtime/database.ts'

interface Growing<Kind extends AlertKind> {
  readonly subject: string
  readonly params: AlertParams[Kind]
  readonly count: number
  /** When the last of what it counts came to it. */
  readonly lastAt: Date
}

/**
 * Makes the open alerts of one kind exactly these. They grow silently; what came after people were told of one is told
 * anew, at most every `againMs`, as an alert of its own, also to who had taken or closed the one before.
 */
export async function matchGrowing<Kind extends AlertKind>(
  ctx: Context,
  tx: Tx,
  { kind, againMs, growing }: { kind: Kind; againMs: number; growing: readonly Growing<Kind>[] },
): Promise<void> {
  const told = await readTold(tx, kind)
  const isNews = (subject: string, lastAt: Date) => {
    const toldAt = told.get(subject)
    return toldAt !== undefined && lastAt > toldAt && ctx.now().getTime() - toldAt.getTime() >= againMs
  }
  const raised = growing.map(({ lastAt, ...alert }) => ({ ...alert, isNews: isNews(alert.subject, lastAt) }))
  for (const { subject } of raised.filter((one) => one.isNews)) await closeAlert(ctx, tx, { kind, subject })
  await matchAlerts(ctx, tx, kind, raised)
}

/** When people were told last, or closed it, for each subject that is open or was closed while it goes on. */
async function readTold(tx: Tx, kind: AlertKind): Promise<ReadonlyMap<string, Date>> {
  const rows = await tx<{ subject: string; at: Date }[]>`
    SELECT subject, max(coalesce(closed_at, first_at)) AS at FROM alerts
    WHERE kind = ${kind} AND (closed_at IS NULL OR silent_until IS NOT NULL) GROUP BY 1`
  return new Map(rows.map((row) => [row.subject, row.at]))
}
