import type { AccountView, HeldDeviceView, OwnSessionView, PasswordChangeInput } from '@baton/contract'
import { isAPIError } from 'better-auth/api'
import type { Context } from '../runtime/context.ts'
import { Failure, inputInvalid } from '../runtime/failure.ts'
import { inTransaction } from '../runtime/transaction.ts'
import { browserOf } from './browser-of.ts'
import { dropEnrolmentsOf, takeDevicesFrom } from './devices.ts'
import { type Device, OPERATOR_HOURS } from './find-device.ts'
import type { OwnSession } from './find-person.ts'
import { authOf } from './people.ts'
import { recordAccess } from './record-access.ts'
import { forgetOwnTries, spendOwnPassword } from './spend-sign-in.ts'

/** Where somebody calls from: their own session, and the device that the browser is. */
interface OwnPlace {
  readonly session: OwnSession
  readonly device: Device | null
}

/** Where the person who acts is signed in. */
export async function readAccount(ctx: Context, { session, device }: OwnPlace): Promise<AccountView> {
  const [sessions, devices] = await Promise.all([listSessions(ctx, session), listHeldDevices(ctx, device)])
  return { sessions, devices }
}

async function listSessions(ctx: Context, own: OwnSession): Promise<readonly OwnSessionView[]> {
  const rows = await ctx.sql<SessionRow[]>`
    SELECT s.id, s.user_agent, s.ip_address, s.created_at, s.updated_at, d.name AS device_name
    FROM staff_sessions s LEFT JOIN devices d ON d.id = s.device_id
    WHERE s.user_id = ${ctx.actor.id} AND s.expires_at > ${ctx.now()}
    ORDER BY s.id = ${own.id} DESC, s.updated_at DESC, s.id`
  return rows.map((row) => ({
    ...{ id: row.id, ...browserOf(row.userAgent), deviceName: row.deviceName, address: row.ipAddress || null },
    ...{ signedInAt: row.createdAt.toISOString(), lastUsedAt: row.updatedAt.toISOString() },
    isThisOne: row.id === own.id,
  }))
}

interface SessionRow {
  readonly id: string
  readonly userAgent: string | null
  readonly ipAddress: string | null
  readonly createdAt: Date
  readonly updatedAt: Date
  readonly deviceName: string | null
}

async function listHeldDevices(ctx: Context, own: Device | null): Promise<readonly HeldDeviceView[]> {
  const since = new Date(ctx.now().getTime() - OPERATOR_HOURS * 3_600_000)
  const rows = await ctx.sql<HeldRow[]>`
    SELECT d.id, d.name, w.name AS warehouse_name, d.operator_at, d.last_seen_at
    FROM devices d JOIN warehouses w ON w.id = d.warehouse_id
    WHERE d.operator_id = ${ctx.actor.id} AND d.operator_at > ${since} AND d.revoked_at IS NULL
    ORDER BY d.operator_at DESC, d.id`
  return rows.map(({ operatorAt, lastSeenAt, ...row }) => ({
    ...row,
    since: operatorAt.toISOString(),
    until: new Date(operatorAt.getTime() + OPERATOR_HOURS * 3_600_000).toISOString(),
    lastSeenAt: lastSeenAt?.toISOString() ?? null,
    isThisOne: row.id === own?.id,
  }))
}

interface HeldRow {
  readonly id: string
  readonly name: string
  readonly warehouseName: string
  readonly operatorAt: Date
  readonly lastSeenAt: Date | null
}

/** A session under another token, and what tells the browser so. */
interface RenewedSession {
  readonly id: string
  readonly cookies: readonly string[]
}

/**
 * Sets the password of the person who acts, who has to know the one before. It ends all their sessions and gives back every
 * device they hold elsewhere; this browser goes on in a new session, so that a copy of its cookie is worth nothing any more.
 * Throws `INPUT_INVALID` naming `current`, or `TOO_MANY_REQUESTS` with when to come again in `fields.until`.
 */
export async function changeOwnPassword(
  ctx: Context,
  { session, device }: OwnPlace,
  { current, next }: PasswordChangeInput,
): Promise<RenewedSession> {
  const { id } = ctx.actor
  const seconds = await spendOwnPassword(ctx, id)
  if (seconds > 0) {
    const until = new Date(ctx.now().getTime() + seconds * 1000).toISOString()
    throw new Failure('TOO_MANY_REQUESTS', { fields: { until } })
  }
  const { headers, response } = await authOf(ctx)
    .api.changePassword({
      headers: session.headers(),
      body: { currentPassword: current, newPassword: next, revokeOtherSessions: true },
      returnHeaders: true,
    })
    .catch((error: unknown) => {
      throw refusalOf(error)
    })
  // The library ends the sessions first: whoever signed in with the old password meanwhile goes now.
  const renewed = await inTransaction(ctx, async (tx) => {
    const [own] = await tx<{ id: string }[]>`
      WITH gone AS (DELETE FROM staff_sessions WHERE user_id = ${id} AND token <> ${response.token ?? ''})
      SELECT id FROM staff_sessions WHERE token = ${response.token ?? ''}`
    await takeDevicesFrom(tx, id, device?.id)
    await dropEnrolmentsOf(tx, id)
    await recordAccess(ctx, tx, { deed: 'password_changed', of: { kind: 'person', id } })
    return own
  })
  await forgetOwnTries(ctx, id)
  if (!renewed) throw new Failure('NOT_SIGNED_IN')
  return { id: renewed.id, cookies: headers.getSetCookie() }
}

function refusalOf(error: unknown): unknown {
  if (!isAPIError(error)) return error
  if (error.body?.code === 'INVALID_PASSWORD') return inputInvalid({ current: 'wrong_password' }, error)
  return error.status === 'UNAUTHORIZED' ? new Failure('NOT_SIGNED_IN', { cause: error }) : error
}

/** Ends one session of the person who acts; one that has ended already is no failure. */
export async function endOwnSession(ctx: Context, { session }: OwnPlace, input: { id: string }): Promise<void> {
  const [found] = await ctx.sql<{ token: string }[]>`
    SELECT token FROM staff_sessions WHERE id = ${input.id} AND user_id = ${ctx.actor.id}`
  if (found) await authOf(ctx).api.revokeSession({ headers: session.headers(), body: { token: found.token } })
}

/** Gives back one device that the person who acts holds. */
export async function giveBackDevice(ctx: Context, input: { id: string }): Promise<void> {
  await ctx.sql`
    UPDATE devices SET operator_id = NULL, operator_at = NULL WHERE id = ${input.id} AND operator_id = ${ctx.actor.id}`
}

/** Ends every session of the person who acts but this one, and gives back every device but this one. */
export async function endOtherSessions(ctx: Context, { session, device }: OwnPlace): Promise<void> {
  const { id } = ctx.actor
  await authOf(ctx).api.revokeOtherSessions({ headers: session.headers() })
  await inTransaction(ctx, async (tx) => {
    await takeDevicesFrom(tx, id, device?.id)
    await recordAccess(ctx, tx, { deed: 'sessions_ended', of: { kind: 'person', id } })
  })
}
