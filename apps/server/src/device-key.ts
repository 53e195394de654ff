import { type Context, isSecure } from '@baton/fulfilment/runtime'
import type { FastifyReply, FastifyRequest } from 'fastify'

/** The longest that browsers keep a cookie. */
const MAX_AGE_DAYS = 400

/** Which device a request comes from: a key in a cookie that no script reads. */
export function deviceKeyOf(ctx: Context, request: FastifyRequest): string | null {
  const name = cookieName(ctx)
  for (const pair of (request.headers.cookie ?? '').split(';')) {
    const [key, value] = pair.trim().split('=', 2)
    if (key === name && value && /^[\w-]{43}$/.test(value)) return value
  }
  return null
}

export function setDeviceKey(ctx: Context, reply: FastifyReply, key: string): void {
  const secure = isSecure(ctx) ? '; Secure' : ''
  const lasting = `Path=/; Max-Age=${MAX_AGE_DAYS * 86_400}; HttpOnly; SameSite=Strict${secure}`
  void reply.header('set-cookie', `${cookieName(ctx)}=${key}; ${lasting}`)
}

function cookieName(ctx: Context): string {
  return isSecure(ctx) ? '__Host-baton-device' : 'baton-device'
}
