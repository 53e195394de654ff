import { type BadgeHolder, type BadgeIssueInput, type BadgeView, mintedCode, type OperatorView } from '@baton/contract'
import type { Context } from '../runtime/context.ts'
import { Failure, inputInvalid } from '../runtime/failure.ts'
import { randomLetters } from '../runtime/random-letters.ts'
import { inTransaction } from '../runtime/transaction.ts'
import { takeDevicesFrom } from './devices.ts'
import type { Device } from './find-device.ts'
import { authOf } from './people.ts'
import { recordAccess } from './record-access.ts'
import { forgivePin, pinLocked, resetTries, spendPin } from './spend-pin.ts'

/** Letters of a code of ours before its check character. */
const BODY_LENGTH = 7

/** Everybody who works here, by name; no account, contact or role. */
export async function listBadgeHolders(ctx: Context): Promise<readonly BadgeHolder[]> {
  const rows = await ctx.sql<{ id: string; name: string; expiresAt: Date | null; lockedUntil: Date | null }[]>`
    SELECT s.id, s.name, b.expires_at, (
      SELECT max(until) FROM (
        SELECT b.locked_until AS until UNION ALL SELECT locked_until FROM badge_devices WHERE staff_id = s.id) AS locks
      WHERE until > ${ctx.now()}) AS locked_until
    FROM staff s LEFT JOIN badges b ON b.staff_id = s.id WHERE s.enabled ORDER BY s.name, s.id`
  return rows.map((row) => ({
    ...row,
    expiresAt: row.expiresAt?.toISOString() ?? null,
    lockedUntil: row.lockedUntil?.toISOString() ?? null,
  }))
}

/** A new badge with a PIN; the one before it no longer opens anything, and what it opened is closed. */
export async function issueBadge(ctx: Context, input: BadgeIssueInput): Promise<BadgeView> {
  const code = mintedCode('badge', randomLetters(BODY_LENGTH))
  const { password } = await authOf(ctx).$context
  const pinHash = await password.hash(input.pin)
  const expiresAt = new Date(ctx.now().getTime() + input.days * 86_400_000)
  const { staffId } = input
  await inTransaction(ctx, async (tx) => {
    const isAnother = (await tx`SELECT FROM badges WHERE staff_id = ${staffId}`).length > 0
    const made = await tx`
      INSERT INTO badges (staff_id, code, pin_hash, expires_at)
      SELECT id, ${code}, ${pinHash}, ${expiresAt} FROM staff WHERE id = ${staffId} AND enabled
      ON CONFLICT (staff_id) DO UPDATE SET code = excluded.code, pin_hash = excluded.pin_hash,
        expires_at = excluded.expires_at`
    if (made.count === 0) throw inputInvalid({ staffId: 'unknown' })
    await resetTries(tx, staffId)
    if (isAnother) await takeDevicesFrom(tx, staffId)
    await recordAccess(ctx, tx, { deed: 'badge_issued', of: { kind: 'person', id: staffId } })
  })
  return { staffId, code, expiresAt: expiresAt.toISOString() }
}

/** A badge that is lost opens nothing any more, and whoever found it holds no device by it. */
export async function revokeBadge(ctx: Context, { staffId }: { staffId: string }): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const gone = await tx`DELETE FROM badges WHERE staff_id = ${staffId}`
    await takeDevicesFrom(tx, staffId)
    if (gone.count > 0) await recordAccess(ctx, tx, { deed: 'badge_revoked', of: { kind: 'person', id: staffId } })
  })
}

interface BadgeRow {
  readonly staffId: string
  readonly name: string
  readonly pinHash: string
  readonly expiresAt: Date
}

/**
 * Badge and PIN open a shared device for one shift. Throws `BADGE_UNKNOWN`, `BADGE_EXPIRED`, `PIN_WRONG` or `PIN_LOCKED`,
 * which says until when.
 */
export async function signInByBadge(
  ctx: Context,
  device: Device,
  input: { badge: string; pin: string },
): Promise<OperatorView> {
  const [badge] = await ctx.sql<BadgeRow[]>`
    SELECT b.staff_id, s.name, b.pin_hash, b.expires_at FROM badges b JOIN staff s ON s.id = b.staff_id
    WHERE b.code = ${input.badge.toUpperCase()} AND s.enabled`
  if (!badge) throw new Failure('BADGE_UNKNOWN')
  if (badge.expiresAt <= ctx.now()) throw new Failure('BADGE_EXPIRED')
  const spent = await spendPin(ctx, badge.staffId, device)
  const { password } = await authOf(ctx).$context
  if (!(await password.verify({ hash: badge.pinHash, password: input.pin }))) {
    if (spent.closedUntil === null) throw new Failure('PIN_WRONG')
    const by = { kind: 'device', id: device.id, name: device.name } as const
    await recordAccess(ctx, ctx.sql, { deed: 'badge_locked', of: { kind: 'person', id: badge.staffId }, by })
    throw pinLocked(spent.closedUntil)
  }
  await forgivePin(ctx, spent, device)
  await ctx.sql`
    UPDATE devices SET operator_id = ${badge.staffId}, operator_at = ${ctx.now()} WHERE id = ${device.id}`
  const [shift] = await ctx.sql<{ stationCode: string }[]>`
    SELECT station_code FROM shifts WHERE staff_id = ${badge.staffId} AND out_at IS NULL`
  const station = shift?.stationCode ?? null
  return { id: badge.staffId, name: badge.name, isClockedIn: station !== null, station }
}

export async function signOutOperator(ctx: Context, device: Device): Promise<void> {
  await ctx.sql`UPDATE devices SET operator_id = NULL, operator_at = NULL WHERE id = ${device.id}`
}
