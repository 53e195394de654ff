import { hash } from 'node:crypto'
import { PRIVATE_TRACK_PATH } from '@baton/contract'
import type { Context } from '../runtime/context.ts'
import type { Secrets } from '../runtime/secrets.ts'

/** Of the key that new links are made with; another one for new links leaves those that exist as they are. */
export const KEY_VERSION = 1
const TOKEN_BYTES = 16
const TOKEN_PATTERN = /^[\w-]{22}$/

export interface LinkName {
  readonly id: string
  readonly keyVersion: number
}

/** The 128 bits that open a link, in 22 characters; the same each time, so that they need be stored nowhere. */
export function tokenOf(secrets: Secrets, { id, keyVersion }: LinkName): string {
  return secrets.mac(`tracking-link:${keyVersion}`, id).subarray(0, TOKEN_BYTES).toString('base64url')
}

/** What a link is found by, in hexadecimal; null: no link looks like this. */
export function hashOfToken(token: string): string | null {
  return TOKEN_PATTERN.test(token) ? hash('sha256', token, 'hex') : null
}

/** The address that a link's holder opens. */
export function addressOfLink(ctx: Context, link: LinkName): string {
  return new URL(`${PRIVATE_TRACK_PATH}${tokenOf(ctx.secrets, link)}`, ctx.env.BATON_PUBLIC_URL).href
}
