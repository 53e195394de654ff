import { createHash, randomUUID } from 'node:crypto'
import type { Context } from '../runtime/context.ts'

/** So many passwords in a row may be tried for one name from addresses that its owner never signed in from. */
const MOST_FROM_ELSEWHERE = 30
/** As many as one address may try of a sign-in in a minute. */
const MOST_OWN = 10
export const NAME_WINDOW_MINUTES = 15

/**
 * Counts one more try for a name before its password is looked at, whatever address it comes from: many addresses are no more
 * tries. Where its owner has a session from, only the address is counted, so that nobody can lock them out. Seconds to
 * wait; 0: it may be tried. A name that nobody has is counted alike.
 */
export async function spendSignIn(ctx: Context, { username, address }: SignInTry): Promise<number> {
  const [known] = await ctx.sql`
    SELECT FROM staff_sessions s JOIN staff p ON p.id = s.user_id
    WHERE p.username = ${username.toLowerCase()} AND s.ip_address = ${address} LIMIT 1`
  if (known) return 0
  return spend(ctx, keyOf(username), MOST_FROM_ELSEWHERE)
}

/**
 * The same for the password of whoever is signed in, wherever they are: a browser that was left open is no place to guess.
 * Seconds to wait; 0: it may be tried.
 */
export async function spendOwnPassword(ctx: Context, staffId: string): Promise<number> {
  return spend(ctx, ownKeyOf(staffId), MOST_OWN)
}

export async function forgetOwnTries(ctx: Context, staffId: string): Promise<void> {
  await ctx.sql`DELETE FROM staff_rate_limits WHERE key = ${ownKeyOf(staffId)}`
}

async function spend(ctx: Context, key: string, most: number): Promise<number> {
  const now = ctx.now().getTime()
  const end = now + NAME_WINDOW_MINUTES * 60_000
  const [spent] = await ctx.sql<{ count: number; end: number }[]>`
    INSERT INTO staff_rate_limits AS l (id, key, count, last_request)
    VALUES (${randomUUID()}, ${key}, 1, ${end})
    ON CONFLICT (key) DO UPDATE SET
      count = CASE WHEN l.last_request <= ${now} THEN 1 ELSE l.count + 1 END,
      last_request = CASE WHEN l.last_request <= ${now} THEN excluded.last_request ELSE l.last_request END
    RETURNING count, last_request AS end`
  return spent && spent.count > most ? Math.max(1, Math.ceil((Number(spent.end) - now) / 1000)) : 0
}

export interface SignInTry {
  readonly username: string
  readonly address: string
}

/** Whoever is let in begins to count anew. */
export async function forgetTries(ctx: Context, username: string): Promise<void> {
  await ctx.sql`DELETE FROM staff_rate_limits WHERE key = ${keyOf(username)}`
}

/**
 * Who was let in is no try: a whole office signs in from one address. No more than that one, or whoever has an account could
 * guess on behind it. `key`: as the library counts an address.
 */
export async function giveBackTry(ctx: Context, key: string): Promise<void> {
  await ctx.sql`UPDATE staff_rate_limits SET count = count - 1 WHERE key = ${key} AND count > 0`
}

/** What people type by mistake into the field of the name is sometimes their password. */
function keyOf(username: string): string {
  return `name:${createHash('sha256').update(username.toLowerCase()).digest('base64url')}`
}

function ownKeyOf(staffId: string): string {
  return `own-password:${staffId}`
}
