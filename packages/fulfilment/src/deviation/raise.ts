import { closeAlert, raiseAlert } from '../alerts/index.ts'
import type { Context } from '../runtime/context.ts'
import type { Tx } from '../runtime/database.ts'

/** A channel crossed its limit: recorded in the caller's transaction, once while it is open. The one place that tells others. */
export async function raiseDeviation(
  ctx: Context,
  tx: Tx,
  crossing: { id: string; appId: string; share: number },
): Promise<void> {
  await tx`
    INSERT INTO deviation_alarms (id, app_id, opened_at, share, peak)
    VALUES (${crossing.id}, ${crossing.appId}, ${ctx.now()}, ${crossing.share}, ${crossing.share})
    ON CONFLICT (app_id) WHERE closed_at IS NULL DO NOTHING`
  const [app] = await tx<{ name: string }[]>`SELECT name FROM channel_apps WHERE id = ${crossing.appId}`
  const params = { channel: app?.name ?? crossing.appId, percent: Math.round(crossing.share * 1000) / 10 }
  await raiseAlert(ctx, tx, { kind: 'deviation_high', subject: crossing.appId, params })
}

/** It fell below the lower limit again. */
export async function closeDeviation(ctx: Context, tx: Tx, alarm: { id: string }): Promise<void> {
  const closed = await tx<{ appId: string }[]>`
    UPDATE deviation_alarms SET closed_at = ${ctx.now()} WHERE id = ${alarm.id} AND closed_at IS NULL RETURNING app_id`
  for (const { appId } of closed) await closeAlert(ctx, tx, { kind: 'deviation_high', subject: appId })
}
