import { USERNAME_PATTERN } from '@baton/contract'
import { betterAuth } from 'better-auth'
import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import { APIError, createAuthMiddleware } from 'better-auth/api'
import { username } from 'better-auth/plugins'
import { eq } from 'drizzle-orm'
import { type Context, isSecure } from '../runtime/context.ts'
import { forgetTries, giveBackTry, spendSignIn } from './spend-sign-in.ts'
import { staff, staffAccounts, staffRateLimits, staffSessions, staffVerifications } from './tables.ts'

const SESSION_DAYS = 7
const SIGN_IN_PATH = '/sign-in/username'
const SIGN_INS_PER_MINUTE = 10
/** Set by our own server from the connection, never taken from the caller. */
export const ADDRESS_HEADER = 'x-baton-address'

/** Staff sign-in: username and password, sessions in Postgres, scrypt by the library, throttled by address and by name. */
export function createAuth(ctx: Context) {
  const secure = isSecure(ctx)
  return betterAuth({
    appName: 'Baton',
    baseURL: ctx.origins[0],
    basePath: '/api/auth',
    secret: ctx.env.BATON_AUTH_SECRET,
    trustedOrigins: [...ctx.origins],
    database: drizzleAdapter(ctx.orm, {
      provider: 'pg',
      schema: {
        user: staff,
        session: staffSessions,
        account: staffAccounts,
        verification: staffVerifications,
        rateLimit: staffRateLimits,
      },
    }),
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10, maxPasswordLength: 128 },
    user: {
      additionalFields: {
        role: { type: 'string', required: true, input: false },
        enabled: { type: 'boolean', required: false, input: false, defaultValue: true },
      },
    },
    session: { expiresIn: SESSION_DAYS * 86_400, updateAge: 86_400 },
    rateLimit: {
      enabled: true,
      storage: 'database',
      window: 60,
      max: 300,
      customRules: { [SIGN_IN_PATH]: { window: 60, max: SIGN_INS_PER_MINUTE } },
    },
    hooks: { before: createAuthMiddleware((tried) => throttleName(ctx, tried)) },
    databaseHooks: { session: { create: { before: (session, tried) => admit(ctx, session, tried?.path) } } },
    advanced: {
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
      // Otherwise the library puts `__Secure-` in front, and browsers see no `__Host-`.
      useSecureCookies: false,
      defaultCookieAttributes: { secure },
      cookies: {
        session_token: {
          name: sessionCookie(ctx),
          attributes: { secure, httpOnly: true, sameSite: 'lax', path: '/' },
        },
      },
    },
    plugins: [
      username({
        minUsernameLength: 3,
        maxUsernameLength: 32,
        usernameValidator: (name) => USERNAME_PATTERN.test(name.toLowerCase()),
      }),
    ],
    onAPIError: { throw: true },
    telemetry: { enabled: false },
    logger: { disabled: true },
  })
}

/** The cookie that carries a session. */
export function sessionCookie(ctx: Context): string {
  return isSecure(ctx) ? '__Host-baton' : 'baton'
}

export type Auth = ReturnType<typeof createAuth>

/** The library counts addresses only; whoever has many of them still guesses for one name. */
async function throttleName(
  ctx: Context,
  { path, body, headers }: { path: string; body?: unknown; headers?: Headers | undefined },
): Promise<void> {
  const { username } = (body ?? {}) as { username?: unknown }
  if (path !== SIGN_IN_PATH || typeof username !== 'string') return
  const seconds = await spendSignIn(ctx, { username, address: headers?.get(ADDRESS_HEADER) ?? '' })
  if (seconds > 0) throw new APIError('TOO_MANY_REQUESTS', {}, { 'x-retry-after': String(seconds) })
}

/** A person who was switched off gets no session; false tells the library to refuse. */
async function admit(
  ctx: Context,
  { userId, ipAddress }: { userId: string; ipAddress?: string | null | undefined },
  path: string | undefined,
): Promise<false | undefined> {
  const [person] = await ctx.orm
    .select({ enabled: staff.enabled, username: staff.username })
    .from(staff)
    .where(eq(staff.id, userId))
  if (!person?.enabled) return false
  await forgetTries(ctx, person.username ?? '')
  if (path === SIGN_IN_PATH && ipAddress) await giveBackTry(ctx, `${ipAddress}|${SIGN_IN_PATH}`)
  await ctx.orm.update(staff).set({ lastSignInAt: ctx.now() }).where(eq(staff.id, userId))
}
