import type { AgreementView, PlatformId } from '@baton/contract'
import { DRIVERS } from '@baton/platforms'
import type { Context } from '../runtime/context.ts'
import { readDeviationSettings } from './settings.ts'

/** Unverified for longer than this, a number says nothing. */
const UNVERIFIED_MS = 6 * 3_600_000

interface Row {
  readonly appId: string
  readonly name: string
  readonly platform: PlatformId
  readonly checked: number
  readonly differing: number
  readonly toldAt: Date | null
  readonly sampled: number
  readonly sampledAgreeing: number
  readonly sampledAt: Date | null
}

/**
 * How far each channel agreed with the hub in the last 24 hours: by orders fetched again where the platform has such a call,
 * else by what it told. Unknown when the last comparison is more than six hours old.
 */
export async function readAgreement(ctx: Context): Promise<readonly AgreementView[]> {
  const since = new Date(ctx.now().getTime() - 86_400_000)
  const rows = await ctx.sql<Row[]>`
    SELECT a.id AS app_id, a.name, a.platform, coalesce(h.checked, 0)::int AS checked, coalesce(h.differing, 0)::int AS differing,
           (SELECT received_at FROM channel_events e WHERE e.app_id = a.id ORDER BY received_at DESC LIMIT 1) AS told_at,
           s.sampled, s.agreeing AS sampled_agreeing, s.sampled_at
    FROM channel_apps a
    CROSS JOIN LATERAL (SELECT sum(checked) AS checked, sum(differing) AS differing FROM deviation_hours
                        WHERE app_id = a.id AND hour > ${since}) h
    CROSS JOIN LATERAL (SELECT count(*)::int AS sampled, (count(*) FILTER (WHERE agrees))::int AS agreeing, max(taken_at) AS sampled_at
                        FROM agreement_samples WHERE app_id = a.id AND taken_at > ${since}) s
    WHERE a.actor_kind = 'channel' AND a.enabled ORDER BY a.created_at, a.id`
  return rows.map((row) => agreementOf(row, ctx.now()))
}

function agreementOf(row: Row, now: Date): AgreementView {
  const { appId, name, platform } = row
  const again = DRIVERS[platform].calls.readOrder !== undefined
  const n = again ? row.sampled : row.checked
  const agreeing = again ? row.sampledAgreeing : row.checked - row.differing
  const verifiedAt = again ? row.sampledAt : row.toldAt
  const fresh = verifiedAt !== null && now.getTime() - verifiedAt.getTime() <= UNVERIFIED_MS
  return {
    appId,
    name,
    platform,
    basis: again ? 'read_again' : 'told',
    n,
    agreeing,
    coverage: row.checked > 0 ? Math.min(1, n / row.checked) : null,
    share: fresh && n > 0 ? agreeing / n : null,
    verifiedAt: verifiedAt?.toISOString() ?? null,
  }
}

/** For anybody, without names of apps or shops; null unless the merchant publishes it. */
export async function readPublicAgreement(
  ctx: Context,
): Promise<readonly Omit<AgreementView, 'appId' | 'name'>[] | null> {
  const { publish } = await readDeviationSettings(ctx)
  if (!publish) return null
  return (await readAgreement(ctx)).map(({ appId: _, name: __, ...view }) => view)
}
