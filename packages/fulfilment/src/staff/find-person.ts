import { type MeView, RIGHTS_OF, Role } from '@baton/contract'
import type { Context } from '../runtime/context.ts'
import { sessionCookie } from './auth.ts'
import { authOf } from './people.ts'

/** So long a cookie's signature is taken as verified; afterwards the library sees it again and prolongs its session. */
const VERIFIED_MS = 60_000
const MOST_COOKIES = 2000

interface Verified {
  /** The session that the cookie names. */
  readonly token: string
  readonly until: number
}

const memories = new WeakMap<Context['sql'], Map<string, Verified>>()

/**
 * Who the cookie that was `sent` belongs to; null without a valid session of an enabled person. Only the cookie's signature is
 * remembered: session, person and role are read with every request, so that none of them outlives its end.
 */
export async function findPerson(
  ctx: Context,
  sent: string | undefined,
  headers: () => Headers,
): Promise<MeView | null> {
  if (!sent?.includes(`${sessionCookie(ctx)}=`)) return null
  const cookie = `${ctx.origins[0]} ${sent}`
  const verified = memories.get(ctx.sql) ?? new Map<string, Verified>()
  memories.set(ctx.sql, verified)
  const known = verified.get(cookie)
  if (known && known.until > performance.now()) return readPerson(ctx, known.token)
  verified.delete(cookie)
  const session = await authOf(ctx).api.getSession({ headers: headers() })
  if (!session) return null
  if (verified.size >= MOST_COOKIES) verified.clear()
  verified.set(cookie, { token: session.session.token, until: performance.now() + VERIFIED_MS })
  return readPerson(ctx, session.session.token)
}

async function readPerson(ctx: Context, token: string): Promise<MeView | null> {
  const [person] = await ctx.sql<{ id: string; name: string; username: string | null; role: string }[]>`
    SELECT p.id, p.name, p.username, p.role FROM staff_sessions s JOIN staff p ON p.id = s.user_id
    WHERE s.token = ${token} AND s.expires_at > ${ctx.now()} AND p.enabled`
  const role = Role.safeParse(person?.role)
  if (!person || !role.success) return null
  return {
    id: person.id,
    name: person.name,
    username: person.username ?? '',
    role: role.data,
    rights: RIGHTS_OF[role.data],
  }
}
