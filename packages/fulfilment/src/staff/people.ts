import { randomUUID } from 'node:crypto'
import type { Role, StaffContactsInput, StaffCreateInput, StaffView } from '@baton/contract'
import { asc, eq } from 'drizzle-orm'
import type { Context } from '../runtime/context.ts'
import type { Tx } from '../runtime/database.ts'
import { Failure, inputInvalid, isAlreadyThere } from '../runtime/failure.ts'
import { inTransaction } from '../runtime/transaction.ts'
import { type Auth, createAuth } from './auth.ts'
import { dropEnrolmentsOf, revokeDevicesOf, takeDevicesFrom } from './devices.ts'
import { recordAccess } from './record-access.ts'
import { staff, staffContacts } from './tables.ts'

const auths = new WeakMap<Context['sql'], Map<string, Auth>>()

/** The sign-in library of this process, one for each of its doors. */
export function authOf(ctx: Context): Auth {
  const doors = auths.get(ctx.sql) ?? new Map<string, Auth>()
  auths.set(ctx.sql, doors)
  const auth = doors.get(ctx.origins[0]) ?? createAuth(ctx)
  doors.set(ctx.origins[0], auth)
  return auth
}

export async function listStaff(ctx: Context): Promise<readonly StaffView[]> {
  const rows = await ctx.orm
    .select()
    .from(staff)
    .leftJoin(staffContacts, eq(staffContacts.staffId, staff.id))
    .orderBy(asc(staff.username))
  return rows.map(({ staff: row, staff_contacts: contacts }) => ({
    id: row.id,
    username: row.username ?? '',
    name: row.name,
    role: row.role,
    enabled: row.enabled,
    lastSignInAt: row.lastSignInAt?.toISOString() ?? null,
    contacts: {
      wecomUserId: contacts?.wecomUserId ?? null,
      dingtalkUserId: contacts?.dingtalkUserId ?? null,
      email: contacts?.email ?? null,
      locale: contacts?.locale ?? 'zh',
    },
  }))
}

/** Adds a person with a first password, both or neither. Throws `ALREADY_EXISTS` for a second one of that name. */
export async function createStaff(ctx: Context, input: StaffCreateInput): Promise<{ id: string }> {
  const { username, name, role } = input
  const { password } = await authOf(ctx).$context
  const hash = await password.hash(input.password)
  const id = randomUUID()
  try {
    await inTransaction(ctx, async (tx) => {
      await tx`
        INSERT INTO staff (id, name, email, email_verified, username, display_username, role)
        VALUES (${id}, ${name}, ${`${username}@staff.baton.invalid`}, true, ${username}, ${username}, ${role})`
      await tx`
        INSERT INTO staff_accounts (id, account_id, provider_id, user_id, password)
        VALUES (${randomUUID()}, ${id}, 'credential', ${id}, ${hash})`
      await recordAccess(ctx, tx, { deed: 'person_added', of: { kind: 'person', id }, after: [role] })
    })
  } catch (error) {
    if (!isAlreadyThere(error)) throw error
    throw new Failure('ALREADY_EXISTS', { cause: error, fields: { username } })
  }
  return { id }
}

/** User names of those whose password is no longer the first one: Postgres's clock says both when it was made and changed. */
export async function listReplacedPasswords(ctx: Context): Promise<readonly string[]> {
  const rows = await ctx.sql<{ username: string }[]>`
    SELECT s.username FROM staff s JOIN staff_accounts a ON a.user_id = s.id
    WHERE a.updated_at > a.created_at AND s.username IS NOT NULL`
  return rows.map((row) => row.username)
}

/** Throws `LAST_ADMIN` where nobody would be left who may let people in. */
export async function setStaffRole(ctx: Context, { id, role }: { id: string; role: Role }): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const { role: before } = await change(ctx, tx, id, { role })
    if (before === role) return
    await recordAccess(ctx, tx, { deed: 'role_changed', of: { kind: 'person', id }, before: [before], after: [role] })
  })
}

/**
 * Sets where messages reach a person; an empty field takes it away. Throws `VERSION_CONFLICT` when somebody has changed it
 * since it was seen.
 */
export async function setStaffContacts(ctx: Context, input: StaffContactsInput): Promise<void> {
  const { id, wecomUserId, dingtalkUserId, email, locale, was } = input
  await inTransaction(ctx, async (tx) => {
    const isAsItWas = was
      ? tx`(c.wecom_user_id, c.dingtalk_user_id, c.email, c.locale) IS NOT DISTINCT FROM
          (${was.wecomUserId || null}, ${was.dingtalkUserId || null}, ${was.email || null}, ${was.locale})`
      : tx`true`
    const set = await tx`
      INSERT INTO staff_contacts AS c (staff_id, wecom_user_id, dingtalk_user_id, email, locale)
      SELECT id, ${wecomUserId || null}, ${dingtalkUserId || null}, ${email || null}, ${locale} FROM staff WHERE id = ${id}
      ON CONFLICT (staff_id) DO UPDATE SET wecom_user_id = excluded.wecom_user_id,
        dingtalk_user_id = excluded.dingtalk_user_id, email = excluded.email, locale = excluded.locale
        WHERE ${isAsItWas}`
    if (set.count > 0) return recordAccess(ctx, tx, { deed: 'contacts_changed', of: { kind: 'person', id } })
    const known = await tx`SELECT FROM staff WHERE id = ${id}`
    throw known.length > 0 ? new Failure('VERSION_CONFLICT') : inputInvalid({ id: 'unknown' })
  })
}

/**
 * Switching a person off ends all their sessions at once, gives back the devices they hold, takes browsers that they made
 * devices of their own out of use, and ends the shift they are on. Throws `LAST_ADMIN` where nobody would be left who may
 * let people in.
 */
export async function enableStaff(ctx: Context, { id, enabled }: { id: string; enabled: boolean }): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const before = await change(ctx, tx, id, { enabled })
    const deed = enabled ? 'person_enabled' : 'person_disabled'
    if (before.enabled !== enabled) await recordAccess(ctx, tx, { deed, of: { kind: 'person', id } })
    if (enabled) return
    await endAccess(tx, id)
    await revokeDevicesOf(ctx, tx, id)
    await tx`UPDATE shifts SET out_at = greatest(in_at, ${ctx.now()}) WHERE staff_id = ${id} AND out_at IS NULL`
  })
}

/** Sets a new password and ends all sessions that used the old one, with the devices that were opened in them. */
export async function resetStaffPassword(ctx: Context, input: { id: string; password: string }): Promise<void> {
  const { id } = input
  const { password } = await authOf(ctx).$context
  const hash = await password.hash(input.password)
  await inTransaction(ctx, async (tx) => {
    await change(ctx, tx, id, {})
    await tx`
      UPDATE staff_accounts SET password = ${hash}, updated_at = now()
      WHERE user_id = ${id} AND provider_id = 'credential'`
    await endAccess(tx, id)
    await recordAccess(ctx, tx, { deed: 'password_reset', of: { kind: 'person', id } })
  })
}

/** How it was before. */
async function change(
  ctx: Context,
  tx: Tx,
  id: string,
  values: { role?: Role; enabled?: boolean },
): Promise<{ role: Role; enabled: boolean }> {
  const admins = await tx<{ id: string }[]>`
    SELECT id FROM staff WHERE role = 'admin' AND enabled ORDER BY id FOR UPDATE`
  const isLeaving = values.enabled === false || (values.role ?? 'admin') !== 'admin'
  if (isLeaving && admins.every((admin) => admin.id === id) && admins.length > 0) throw new Failure('LAST_ADMIN')
  const [before] = await tx<{ role: Role; enabled: boolean }[]>`
    SELECT role, enabled FROM staff WHERE id = ${id} FOR UPDATE`
  if (!before) throw inputInvalid({ id: 'unknown' })
  await tx`
    UPDATE staff SET role = coalesce(${values.role ?? null}, role), enabled = coalesce(${values.enabled ?? null}, enabled),
      updated_at = ${ctx.now()}
    WHERE id = ${id}`
  return before
}

/** All that a password opened; what was made in a session, as push to its browser, goes by what it belongs to. */
async function endAccess(tx: Tx, id: string): Promise<void> {
  await tx`DELETE FROM staff_sessions WHERE user_id = ${id}`
  await takeDevicesFrom(tx, id)
  await dropEnrolmentsOf(tx, id)
}
