import { randomUUID } from 'node:crypto'
import type { DeviationSettings } from '@baton/contract'
import type { Context } from '../runtime/context.ts'
import { inTransaction } from '../runtime/transaction.ts'
import { closeDeviation, raiseDeviation } from './raise.ts'
import { readDeviationSettings } from './settings.ts'

interface Share {
  readonly appId: string
  readonly checked: number
  readonly differing: number
  /** The open alarm, if there is one. */
  readonly alarmId: string | null
}

/** What to do about one channel: open above the upper limit, close below the lower one, between them leave it as it is. */
function verdictOf(share: Omit<Share, 'appId'>, limits: DeviationSettings): 'raise' | 'close' | 'note' | 'nothing' {
  const { checked, differing, alarmId } = share
  const part = checked === 0 ? 0 : differing / checked
  if (alarmId !== null) return part < limits.closeBelow ? 'close' : 'note'
  return checked >= limits.leastOrders && part > limits.raiseAbove ? 'raise' : 'nothing'
}

/** Looks at each channel's last 24 hours and opens or closes its alarm, each crossing once. */
export async function judgeDeviation(ctx: Context): Promise<void> {
  const limits = await readDeviationSettings(ctx)
  await inTransaction(ctx, async (tx) => {
    const shares = await tx<Share[]>`
      SELECT a.id AS app_id, coalesce(sum(h.checked), 0)::int AS checked, coalesce(sum(h.differing), 0)::int AS differing,
             (SELECT id FROM deviation_alarms open WHERE open.app_id = a.id AND closed_at IS NULL) AS alarm_id
      FROM channel_apps a LEFT JOIN deviation_hours h
        ON h.app_id = a.id AND h.hour > ${ctx.now()}::timestamptz - interval '24 hours'
      GROUP BY a.id ORDER BY a.id`
    for (const share of shares) {
      const verdict = verdictOf(share, limits)
      const part = share.checked === 0 ? 0 : share.differing / share.checked
      if (verdict === 'raise') await raiseDeviation(ctx, tx, { id: randomUUID(), appId: share.appId, share: part })
      if (verdict === 'close' && share.alarmId) await closeDeviation(ctx, tx, { id: share.alarmId })
      if (verdict === 'note')
        await tx`UPDATE deviation_alarms SET peak = greatest(peak, ${part}) WHERE id = ${share.alarmId}`
    }
  })
}
