import type { PlatformId, StatusAxis, StatusMapView, UnmappedStatusView } from '@baton/contract'
import type { Context } from '../runtime/context.ts'

/** Words that events brought and no map knows, most frequent first. */
export async function listUnmapped(ctx: Context): Promise<readonly UnmappedStatusView[]> {
  const rows = await ctx.sql<
    { platform: PlatformId; word: string; count: number; lastAt: Date; label: string | null; version: number }[]
  >`
    SELECT a.platform, e.unmapped AS word, count(*)::int AS count, max(e.received_at) AS last_at, max(m.label) AS label,
           coalesce(max(m.version), 0) AS version
    FROM channel_events e JOIN channel_apps a ON a.id = e.app_id
    LEFT JOIN status_maps m ON m.platform = a.platform AND e.unmapped = m.axis || ':' || m.native
    WHERE e.state = 'unmapped' AND e.unmapped IS NOT NULL
    GROUP BY a.platform, e.unmapped ORDER BY count DESC, last_at DESC LIMIT 500`
  return rows.map(({ word, lastAt, ...row }) => {
    const cut = word.indexOf(':')
    return { ...row, axis: word.slice(0, cut) as StatusAxis, native: word.slice(cut + 1), lastAt: lastAt.toISOString() }
  })
}

/** The meanings in force of one platform's words. */
export async function listStatusMap(ctx: Context, input: { platform: PlatformId }): Promise<readonly StatusMapView[]> {
  const rows = await ctx.sql<(Omit<StatusMapView, 'createdAt'> & { createdAt: Date })[]>`
    SELECT DISTINCT ON (axis, native) platform, axis, native, label, standard, version, author, created_at
    FROM status_maps WHERE platform = ${input.platform} ORDER BY axis, native, version DESC`
  return rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }))
}
