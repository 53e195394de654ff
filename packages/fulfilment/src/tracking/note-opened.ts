import type { Context } from '../runtime/context.ts'
import { hashOfToken } from './link-token.ts'

/** Keeps, to the minute, that somebody looked at a link's page; of a link that opens nothing, nothing. */
export async function noteOpened(ctx: Context, input: { token: string }): Promise<void> {
  const now = ctx.now()
  await ctx.sql`
    UPDATE tracking_links SET opened_at = date_trunc('minute', ${now}::timestamptz)
    WHERE token_hash = decode(${hashOfToken(input.token)}, 'hex') AND revoked_at IS NULL
      AND (opened_at IS NULL OR opened_at < date_trunc('minute', ${now}::timestamptz))`
}
