import { type MeView, RIGHTS_OF, Role } from '@baton/contract'
import type { Context } from '../runtime/context.ts'
import { sessionCookie } from './auth.ts'
import type { Device } from './find-device.ts'
import { authOf } from './people.ts'

/** So long a cookie's signature is taken as verified; afterwards the library sees it again and prolongs its session. */
const VERIFIED_MS = 60_000
const MOST_COOKIES = 2000
const USE_NOTED_MS = 5 * 60_000 - VERIFIED_MS

interface Verified {
  /** The session that the cookie names. */
  readonly token: string
  readonly until: number
}

const memories = new WeakMap<Context['sql'], Map<string, Verified>>()

/** Who brings a cookie. */
interface Bearer {
  /** What proves it to the sign-in library. */
  headers(): Headers
  /** Gives the browser its cookie for another week. Who cannot do that prolongs no session either. */
  readonly keepCookies?: ((cookies: readonly string[]) => void) | undefined
}

/** The session that a request came in. */
export interface OwnSession {
  readonly id: string
  readonly token: string
  /** The device that its browser is. */
  readonly deviceId: string | null
  /** What proves it to the sign-in library. */
  headers(): Headers
}

export interface SignedIn {
  readonly person: MeView
  readonly session: OwnSession
}

/**
 * Who the cookie that was `sent` belongs to; null without a valid session of an enabled person. Only the cookie's signature is
 * remembered: session, person and role are read with every request, so that none of them outlives its end.
 */
export async function findSession(
  ctx: Context,
  sent: string | undefined,
  { headers, keepCookies }: Bearer,
): Promise<SignedIn | null> {
  if (!sent?.includes(`${sessionCookie(ctx)}=`)) return null
  const cookie = `${ctx.origins[0]} ${sent}`
  const verified = memories.get(ctx.sql) ?? new Map<string, Verified>()
  memories.set(ctx.sql, verified)
  const known = verified.get(cookie)
  if (known && known.until > performance.now()) return readSession(ctx, known.token, headers)
  verified.delete(cookie)
  const { response, headers: told } = await authOf(ctx).api.getSession({
    headers: headers(),
    query: { disableRefresh: keepCookies === undefined },
    returnHeaders: true,
  })
  if (!response) return null
  const { token } = response.session
  const cookies = told.getSetCookie()
  if (cookies.length > 0) keepCookies?.(cookies)
  if (keepCookies) {
    if (verified.size >= MOST_COOKIES) verified.clear()
    verified.set(cookie, { token, until: performance.now() + VERIFIED_MS })
  }
  const found = await readSession(ctx, token, headers)
  if (found) await noteUse(ctx, found.session)
  return found
}

async function readSession(ctx: Context, token: string, headers: () => Headers): Promise<SignedIn | null> {
  const [row] = await ctx.sql<SessionRow[]>`
    SELECT s.id AS session_id, s.device_id, p.id, p.name, p.username, p.role
    FROM staff_sessions s JOIN staff p ON p.id = s.user_id
    WHERE s.token = ${token} AND s.expires_at > ${ctx.now()} AND p.enabled`
  const role = Role.safeParse(row?.role)
  if (!row || !role.success) return null
  const { id, name, username, sessionId, deviceId } = row
  return {
    person: { id, name, username: username ?? '', role: role.data, rights: RIGHTS_OF[role.data] },
    session: { id: sessionId, token, deviceId, headers },
  }
}

interface SessionRow {
  readonly sessionId: string
  readonly deviceId: string | null
  readonly id: string
  readonly name: string
  readonly username: string | null
  readonly role: string
}

/** When it was last used, for its owner to see. */
async function noteUse(ctx: Context, { id }: OwnSession): Promise<void> {
  const lately = new Date(ctx.now().getTime() - USE_NOTED_MS)
  await ctx.sql`UPDATE staff_sessions SET updated_at = ${ctx.now()} WHERE id = ${id} AND updated_at < ${lately}`
}

/** A browser is the device whose key it carries: a session in it ends once that is revoked. */
export async function keepWithDevice(ctx: Context, session: OwnSession, device: Device | null): Promise<void> {
  if (!device || device.isRevoked || session.deviceId === device.id) return
  await ctx.sql`UPDATE staff_sessions SET device_id = ${device.id} WHERE id = ${session.id}`
}
