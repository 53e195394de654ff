import type { Context } from '../runtime/context.ts'
import type { Tx } from '../runtime/database.ts'
import { inTransaction } from '../runtime/transaction.ts'
import { slotFor } from './claim.ts'
import { withoutSecrets } from './redact.ts'
import type { Delivery, RouteLimits, Sender, SendResult } from './sender.ts'

const FIRST_RETRY_MS = 1000
const LONGEST_RETRY_MS = 15 * 60_000
/** Given up after so long of failing. */
export const PATIENCE_MS = 24 * 3_600_000
/** The other side is left alone as long as it asks for, up to this. */
const LONGEST_ASKED_MS = 24 * 3_600_000
const BREAK_AFTER = 5
const FIRST_BREAK_MS = 5000
const LONGEST_BREAK_MS = 5 * 60_000

/** 1 s doubling to 15 min, a fifth more or less, so that what failed together does not come back together. */
function retryDelayMs(tries: number, random: number): number {
  return Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(tries, 20)) * (0.8 + 0.4 * random)
}

/** Records an attempt and what follows from it, all in one transaction. An attempt that another process recorded first changes nothing. */
export async function recordAttempt(
  ctx: Context,
  sender: Sender,
  made: { delivery: Delivery; result: SendResult; startedAt: Date; milliseconds: number },
): Promise<void> {
  const { delivery, startedAt, milliseconds } = made
  const result = withinReason(made.result)
  await inTransaction(ctx, async (tx) => {
    const now = ctx.now()
    const firstFailedAt = result.result === 'done' ? delivery.firstFailedAt : (delivery.firstFailedAt ?? now)
    const tooLong = firstFailedAt !== null && now.getTime() - firstFailedAt.getTime() > PATIENCE_MS
    const ladder = sender.delayMs?.(delivery.tries)
    const dead =
      result.result === 'never' || (result.result === 'later' && (ladder === undefined ? tooLong : ladder === null))
    const state = result.result === 'done' ? 'done' : dead ? 'dead' : 'pending'
    const delay = Math.max(result.retryAfterMs ?? 0, ladder ?? retryDelayMs(delivery.tries, Math.random()))
    const recorded = await tx`
      UPDATE deliveries SET state = ${state}, tries = tries + 1, code = ${result.code}, first_failed_at = ${firstFailedAt},
        next_at = ${new Date(now.getTime() + delay)}, settled_at = ${state === 'pending' ? null : now}
      WHERE id = ${delivery.id} AND tries = ${delivery.tries} AND state IN ('pending', 'cancelled')`
    if (recorded.count === 0) return
    await tx`
      INSERT INTO delivery_attempts (delivery_id, number, at, milliseconds, result, code, request, answer)
      VALUES (${delivery.id}, ${delivery.tries + 1}, ${startedAt}, ${Math.round(milliseconds)}, ${result.result}, ${result.code},
              ${withoutSecrets(result.request)}, ${withoutSecrets(result.answer)})`
    await noteRoute(tx, { delivery, result, now, limits: sender.limits(delivery.route) })
    await sender.settled?.(ctx, tx, { ...delivery, firstFailedAt }, { ...result, dead })
  })
}

function withinReason(result: SendResult): SendResult {
  const { retryAfterMs } = result
  return retryAfterMs === undefined ? result : { ...result, retryAfterMs: Math.min(retryAfterMs, LONGEST_ASKED_MS) }
}

/**
 * Keeps the route's breaker: five failures in a row open it, one success closes it; asked-for patience moves its next slot.
 * While it is open only its probe counts: what was under way beside the fifth failure tells nothing more.
 * What the other side was not asked changes nothing.
 */
async function noteRoute(
  tx: Tx,
  { delivery, result, now, limits }: { delivery: Delivery; result: SendResult; now: Date; limits: RouteLimits },
): Promise<void> {
  const { route, isProbe } = delivery
  if (result.retryAfterMs !== undefined) {
    const slotAt = slotFor(new Date(now.getTime() + result.retryAfterMs), limits)
    await tx`
      UPDATE delivery_routes SET slot_at = greatest(slot_at, ${slotAt}), failures = 0, open_until = NULL, last_code = ${result.code}
      WHERE route = ${route}`
    return
  }
  const otherSide = result.otherSide ?? (result.result === 'later' ? 'failing' : 'well')
  if (otherSide === 'unknown') return
  if (otherSide === 'well') {
    await tx`
      UPDATE delivery_routes SET failures = 0, open_until = NULL, last_code = NULL
      WHERE route = ${route} AND (failures > 0 OR open_until IS NOT NULL OR last_code IS NOT NULL)`
    return
  }
  await tx`
    UPDATE delivery_routes SET failures = failures + 1, last_code = ${result.code},
      open_until = CASE WHEN failures + 1 >= ${BREAK_AFTER} THEN ${now}::timestamptz + least(
        ${LONGEST_BREAK_MS}, ${FIRST_BREAK_MS} * 2 ^ least(failures + 1 - ${BREAK_AFTER}, 20)) * interval '1 millisecond' END
    WHERE route = ${route} AND (failures < ${BREAK_AFTER} OR ${isProbe})`
}
