import type { TrackingLinksView, TrackingLinkView } from '@baton/contract'
import type { Context } from '../runtime/context.ts'
import { Failure } from '../runtime/failure.ts'
import { endOfLinks } from './link-life.ts'
import { addressOfLink } from './link-token.ts'

const FORMER_SHOWN = 20

interface Row extends Pick<TrackingLinkView, 'id' | 'kind' | 'createdBy' | 'revokedBy'> {
  readonly keyVersion: number
  readonly createdAt: Date
  readonly openedAt: Date | null
  readonly revokedAt: Date | null
}

/** Every link to an order's private page, with the addresses of those that open it. Throws `ORDER_NOT_FOUND`. */
export async function listLinks(ctx: Context, input: { orderId: string }): Promise<TrackingLinksView> {
  const { sql } = ctx
  const [[order], rows] = await Promise.all([
    sql<{ endsAt: Date | null }[]>`SELECT ${endOfLinks(sql)} AS ends_at FROM orders o WHERE o.id = ${input.orderId}`,
    sql<Row[]>`
      SELECT id, kind, key_version, created_at, created_by, opened_at, revoked_at, revoked_by
      FROM tracking_links WHERE order_id = ${input.orderId} ORDER BY revoked_at IS NOT NULL, created_at DESC, id`,
  ])
  if (!order) throw new Failure('ORDER_NOT_FOUND')
  const { endsAt } = order
  const hasEnded = endsAt !== null && endsAt <= ctx.now()
  const views = rows.map((row) => viewOf(ctx, row, hasEnded))
  const working = views.filter((view) => view.revokedAt === null)
  return {
    buyer: working.find((view) => view.kind === 'buyer') ?? null,
    shared: working.filter((view) => view.kind === 'share'),
    former: views.filter((view) => view.revokedAt !== null).slice(0, FORMER_SHOWN),
    endsAt: endsAt?.toISOString() ?? null,
  }
}

function viewOf(ctx: Context, row: Row, hasEnded: boolean): TrackingLinkView {
  const { id, kind, createdAt, createdBy, openedAt, revokedAt, revokedBy } = row
  return {
    ...{ id, kind, createdBy, revokedBy },
    url: revokedAt || hasEnded ? null : addressOfLink(ctx, row),
    createdAt: createdAt.toISOString(),
    openedAt: openedAt?.toISOString() ?? null,
    revokedAt: revokedAt?.toISOString() ?? null,
  }
}
