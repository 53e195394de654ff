import type { Context } from '../runtime/context.ts'
import type { Fragment, Queryable, Sql } from '../runtime/database.ts'
import { Failure } from '../runtime/failure.ts'
import { inTransaction } from '../runtime/transaction.ts'
import type { Device } from './find-device.ts'
import { recordAccess } from './record-access.ts'

const MAX_FAILURES = 5
const FIRST_LOCK_MINUTES = 15
const LONGEST_LOCK_MINUTES = 8 * 60
/** So long after the last lock the next one is a first one again. */
const CALM_HOURS = 20
/** Whose PIN was right there within so many days; the newest few. */
const KNOWN_DAYS = 30
const MOST_KNOWN = 3

/** One try, and where it counts. */
interface PinTry {
  readonly staffId: string
  /** Where the owner is at home, or null. */
  readonly deviceId: string | null
  /** Whether the badge is closed now, unless the PIN is right; then until when. */
  readonly closedUntil: Date | null
}

/**
 * Counts a try before the PIN is looked at, so that many at once are no more tries. Five wrong ones in a row close the badge
 * for a quarter of an hour, each time after for twice as long, up to eight hours; the owner's devices and all others count
 * apart (adr/0035). Throws `PIN_LOCKED` while it is closed.
 */
export async function spendPin(ctx: Context, staffId: string, device: Device): Promise<PinTry> {
  const deviceId = (await isKnown(ctx, staffId, device)) ? device.id : null
  const now = ctx.now()
  const calm = new Date(now.getTime() - CALM_HOURS * 3_600_000)
  const { sql } = ctx
  const failures = sql`CASE WHEN failures >= ${MAX_FAILURES} THEN 1 ELSE failures + 1 END`
  const locks: Fragment = sql`CASE WHEN locked_until <= ${calm} THEN 0 ELSE locks END`
  const minutes = lockMinutes(sql, locks)
  const closes = sql`${failures} >= ${MAX_FAILURES}`
  const [spent] = await sql<{ failures: number; lockedUntil: Date | null }[]>`
    UPDATE ${placeOf(sql, deviceId)} SET failures = ${failures},
      locks = ${locks} + CASE WHEN ${closes} THEN 1 ELSE 0 END,
      locked_until = CASE WHEN ${closes} THEN ${now}::timestamptz + ${minutes} * interval '1 minute' ELSE locked_until END
    WHERE ${isAt(sql, staffId, deviceId)} AND (locked_until IS NULL OR locked_until <= ${now})
    RETURNING failures, locked_until`
  if (!spent) throw pinLocked(await lockedUntil(ctx, staffId, deviceId))
  return { staffId, deviceId, closedUntil: spent.failures >= MAX_FAILURES ? spent.lockedUntil : null }
}

/** How long a lock lasts that so many were before, in SQL. */
export function lockMinutes(sql: Queryable, before: Fragment): Fragment {
  return sql`least(${FIRST_LOCK_MINUTES} * 2 ^ least(${before}, 10), ${LONGEST_LOCK_MINUTES})`
}

/** The PIN was right: the row of wrong ones is over, and the owner is at home at this device. */
export async function forgivePin(ctx: Context, { staffId, deviceId, closedUntil }: PinTry, device: Device) {
  const { sql } = ctx
  const now = ctx.now()
  const reopened = closedUntil
    ? sql`, locks = greatest(locks - 1, 0), locked_until = CASE WHEN locks > 1 THEN ${now}::timestamptz END`
    : sql``
  await sql`UPDATE ${placeOf(sql, deviceId)} SET failures = 0 ${reopened} WHERE ${isAt(sql, staffId, deviceId)}`
  await sql`
    INSERT INTO badge_devices (staff_id, device_id, opened_at)
    SELECT staff_id, ${device.id}, ${now} FROM badges WHERE staff_id = ${staffId}
    ON CONFLICT (staff_id, device_id) DO UPDATE SET opened_at = excluded.opened_at`
}

/** Opens a badge that wrong PINs closed, everywhere; the next lock is a first one. */
export async function unlockBadge(ctx: Context, { staffId }: { staffId: string }): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const [badge] = await tx`SELECT FROM badges WHERE staff_id = ${staffId} FOR UPDATE`
    if (!badge) return
    await resetTries(tx, staffId)
    await recordAccess(ctx, tx, { deed: 'badge_unlocked', of: { kind: 'person', id: staffId } })
  })
}

export async function resetTries(sql: Queryable, staffId: string): Promise<void> {
  await sql`UPDATE badges SET failures = 0, locks = 0, locked_until = NULL WHERE staff_id = ${staffId}`
  await sql`UPDATE badge_devices SET failures = 0, locks = 0, locked_until = NULL WHERE staff_id = ${staffId}`
}

/** The failure that says until when, as an instant in `fields.until`. */
export function pinLocked(until: Date | null): Failure {
  return new Failure('PIN_LOCKED', { fields: until ? { until: until.toISOString() } : {} })
}

async function isKnown(ctx: Context, staffId: string, device: Device): Promise<boolean> {
  const since = new Date(ctx.now().getTime() - KNOWN_DAYS * 86_400_000)
  const known = await ctx.sql<{ deviceId: string }[]>`
    SELECT device_id FROM badge_devices WHERE staff_id = ${staffId} AND opened_at > ${since}
    ORDER BY opened_at DESC, device_id LIMIT ${MOST_KNOWN}`
  return known.some(({ deviceId }) => deviceId === device.id)
}

async function lockedUntil(ctx: Context, staffId: string, deviceId: string | null): Promise<Date | null> {
  const { sql } = ctx
  const [row] = await sql<{ lockedUntil: Date | null }[]>`
    SELECT locked_until FROM ${placeOf(sql, deviceId)} WHERE ${isAt(sql, staffId, deviceId)}`
  return row?.lockedUntil ?? null
}

function placeOf(sql: Sql, deviceId: string | null) {
  return deviceId === null ? sql`badges` : sql`badge_devices`
}

function isAt(sql: Sql, staffId: string, deviceId: string | null) {
  return deviceId === null ? sql`staff_id = ${staffId}` : sql`staff_id = ${staffId} AND device_id = ${deviceId}`
}
