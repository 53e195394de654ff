import { createHash } from 'node:crypto'
import { DRIVERS } from '@baton/platforms'
import { shopAccess } from '../catalogue/index.ts'
import type { Context } from '../runtime/context.ts'
import type { AppCache } from './app-cache.ts'
import { callPlatform } from './call-platform.ts'
import { findShop } from './catch-up.ts'

/** Asked again after a day: a permission may be taken back at the platform, which nobody would tell us. */
const STANDS_MS = 24 * 3_600_000

/** The lease that says for which credentials a shop's messages are permitted; its note is why they are not. */
export function permitLease(shopId: string): string {
  return `permit:${shopId}`
}

/**
 * Asks the platform to send a shop's messages, where it wants to be asked: once for each token, and once a day. A refusal is
 * shown on the channel's card and tried again with the next round, and is an alert where that is refused, too; it throws none.
 * Returns whether the platform was asked.
 */
export async function permitMessages(ctx: Context, apps: AppCache, shopId: string): Promise<boolean> {
  const at = await findShop(apps, shopId)
  const call = at && DRIVERS[at.app.platform].calls.permitMessages
  if (!call || !at.app.enabled || !at.shop.enabled) return false
  const holder = createHash('sha256')
    .update(JSON.stringify(shopAccess(at.app, at.shop)))
    .digest('hex')
  if (await stands(ctx, shopId, holder)) return false
  let note: string | null = null
  try {
    await callPlatform(ctx, at, call, {})
  } catch (error) {
    note = error instanceof Error ? error.message : String(error)
    ctx.log.warn({ err: error, shop: at.shop.name }, 'the messages of a shop could not be permitted')
  }
  await remember(ctx, shopId, { holder, note })
  return true
}

async function stands(ctx: Context, shopId: string, holder: string): Promise<boolean> {
  const rows = await ctx.sql`
    SELECT FROM leases WHERE name = ${permitLease(shopId)} AND holder = ${holder} AND note IS NULL
      AND taken_at <= ${ctx.now()} AND expires_at > ${ctx.now()}`
  return rows.count > 0
}

async function remember(ctx: Context, shopId: string, run: { holder: string; note: string | null }): Promise<void> {
  const now = ctx.now()
  await ctx.sql`
    INSERT INTO leases AS l (name, holder, fence, note, taken_at, expires_at, down_since)
    VALUES (${permitLease(shopId)}, ${run.holder}, 1, ${run.note}, ${now}, ${new Date(now.getTime() + STANDS_MS)},
            ${run.note === null ? null : now})
    ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, fence = l.fence + 1, note = excluded.note,
      taken_at = excluded.taken_at, expires_at = excluded.expires_at,
      down_since = CASE WHEN excluded.note IS NOT NULL THEN coalesce(l.down_since, excluded.down_since) END`
}
