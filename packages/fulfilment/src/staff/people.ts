import { randomUUID } from 'node:crypto'
import type { Role, StaffContactsInput, StaffCreateInput, StaffView } from '@baton/contract'
import { asc, eq } from 'drizzle-orm'
import type { Context } from '../runtime/context.ts'
import { Failure, inputInvalid, isAlreadyThere } from '../runtime/failure.ts'
import { inTransaction } from '../runtime/transaction.ts'
import { type Auth, createAuth } from './auth.ts'
import { dropEnrolmentsOf, revokeDevicesOf, takeDevicesFrom } from './devices.ts'
import { staff, staffContacts, staffSessions } from './tables.ts'

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
    })
  } catch (error) {
    if (!isAlreadyThere(error)) throw error
    throw new Failure('ALREADY_EXISTS', { cause: error, fields: { username } })
  }
  return { id }
}

/** User names of those whose password is no longer the first one. */
export async function listReplacedPasswords(ctx: Context): Promise<readonly string[]> {
  const rows = await ctx.sql<{ username: string }[]>`
    SELECT s.username FROM staff s JOIN staff_accounts a ON a.user_id = s.id
    WHERE a.updated_at > a.created_at AND s.username IS NOT NULL`
  return rows.map((row) => row.username)
}

/** Throws `LAST_ADMIN` where nobody would be left who may let people in. */
export async function setStaffRole(ctx: Context, input: { id: string; role: Role }): Promise<void> {
  await change(ctx, input.id, { role: input.role })
}

/**
 * Sets where messages reach a person; an empty field takes it away. Throws `VERSION_CONFLICT` when somebody has changed it
 * since it was seen.
 */
export async function setStaffContacts(ctx: Context, input: StaffContactsInput): Promise<void> {
  const { id, wecomUserId, dingtalkUserId, email, locale, was } = input
  const isAsItWas = was
    ? ctx.sql`(c.wecom_user_id, c.dingtalk_user_id, c.email, c.locale) IS NOT DISTINCT FROM
        (${was.wecomUserId || null}, ${was.dingtalkUserId || null}, ${was.email || null}, ${was.locale})`
    : ctx.sql`true`
  const set = await ctx.sql`
    INSERT INTO staff_contacts AS c (staff_id, wecom_user_id, dingtalk_user_id, email, locale)
    SELECT id, ${wecomUserId || null}, ${dingtalkUserId || null}, ${email || null}, ${locale} FROM staff WHERE id = ${id}
    ON CONFLICT (staff_id) DO UPDATE SET wecom_user_id = excluded.wecom_user_id,
      dingtalk_user_id = excluded.dingtalk_user_id, email = excluded.email, locale = excluded.locale
      WHERE ${isAsItWas}`
  if (set.count > 0) return
  const known = await ctx.orm.select({ id: staff.id }).from(staff).where(eq(staff.id, id))
  if (known.length > 0) throw new Failure('VERSION_CONFLICT')
  throw inputInvalid({ id: 'unknown' })
}

/**
 * Switching a person off ends all their sessions at once, gives back the devices they hold, takes browsers that they made
 * devices of their own out of use, and ends the shift they are on. Throws `LAST_ADMIN` where nobody would be left who may
 * let people in.
 */
export async function enableStaff(ctx: Context, input: { id: string; enabled: boolean }): Promise<void> {
  await change(ctx, input.id, { enabled: input.enabled })
  if (input.enabled) return
  await endAccess(ctx, input.id)
  await revokeDevicesOf(ctx, input.id)
  await ctx.sql`UPDATE shifts SET out_at = greatest(in_at, ${ctx.now()}) WHERE staff_id = ${input.id} AND out_at IS NULL`
}

/** Sets a new password and ends all sessions that used the old one, with the devices that were opened in them. */
export async function resetStaffPassword(ctx: Context, input: { id: string; password: string }): Promise<void> {
  const { internalAdapter, password } = await authOf(ctx).$context
  const hash = await password.hash(input.password)
  await change(ctx, input.id, {})
  await internalAdapter.updatePassword(input.id, hash)
  await endAccess(ctx, input.id)
}

async function change(ctx: Context, id: string, values: { role?: Role; enabled?: boolean }): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const admins = await tx<{ id: string }[]>`
      SELECT id FROM staff WHERE role = 'admin' AND enabled ORDER BY id FOR UPDATE`
    const isLeaving = values.enabled === false || (values.role ?? 'admin') !== 'admin'
    if (isLeaving && admins.every((admin) => admin.id === id) && admins.length > 0) throw new Failure('LAST_ADMIN')
    const changed = await tx`
      UPDATE staff SET role = coalesce(${values.role ?? null}, role), enabled = coalesce(${values.enabled ?? null}, enabled),
        updated_at = ${ctx.now()}
      WHERE id = ${id}`
    if (changed.count === 0) throw inputInvalid({ id: 'unknown' })
  })
}

/** All that a password opened; what was made in a session, as push to its browser, goes by what it belongs to. */
async function endAccess(ctx: Context, id: string): Promise<void> {
  await ctx.orm.delete(staffSessions).where(eq(staffSessions.userId, id))
  await takeDevicesFrom(ctx, id)
  await dropEnrolmentsOf(ctx, id)
}
