import type { TrackAudience, TrackingLinkKind } from '@baton/contract'
import type { Context } from '../runtime/context.ts'
import { endOfLinks } from './link-life.ts'
import { hashOfToken } from './link-token.ts'

/** More at once would only make everybody wait longer. */
const AT_ONCE = 200
/** So that Postgres looks up the next ones while the pages of the last are written. */
const QUERIES_AT_ONCE = 2

/** What a link that works opens now. */
export interface OpenedLink {
  readonly orderId: string
  /** Nobody's own page is left once the receiver was erased. */
  readonly audience: TrackAudience
  /** Another one whenever something on the page may have changed, but for the time. */
  readonly version: number
}

interface Row {
  readonly hash: string
  readonly orderId: string
  readonly kind: TrackingLinkKind
  readonly isErased: boolean
  readonly version: number
}

interface Asked {
  /** In hexadecimal. */
  readonly hash: string
  readonly answer: (link: OpenedLink | null) => void
  readonly fail: (error: unknown) => void
}

/**
 * Looks links up. All who ask while queries run share the next one: each hears what was committed when they asked, however
 * many ask, and of whatever server wrote it.
 */
export class LinkLookUps {
  private waiting: Asked[] = []
  private asking = 0
  private readonly ctx: Context

  constructor(ctx: Context) {
    this.ctx = ctx
  }

  /** Null: no link has this token, or it was taken back, or has ended. */
  async find(token: string): Promise<OpenedLink | null> {
    const hash = hashOfToken(token)
    if (!hash) return null
    return new Promise((answer, fail) => {
      this.waiting.push({ hash, answer, fail })
      if (this.asking < QUERIES_AT_ONCE) void this.ask()
    })
  }

  private async ask(): Promise<void> {
    this.asking += 1
    while (this.waiting.length > 0) {
      const batch = this.waiting.splice(0, AT_ONCE)
      try {
        const found = await readLinks(this.ctx, new Set(batch.map(({ hash }) => hash)))
        for (const { hash, answer } of batch) answer(found.get(hash) ?? null)
      } catch (error) {
        for (const { fail } of batch) fail(error)
      }
    }
    this.asking -= 1
  }
}

/** By their hash. */
async function readLinks(ctx: Context, hashes: ReadonlySet<string>): Promise<ReadonlyMap<string, OpenedLink>> {
  const { sql } = ctx
  const rows = await sql<Row[]>`
    SELECT encode(l.token_hash, 'hex') AS hash, l.kind, o.id AS order_id,
      o.erased_at IS NOT NULL OR k.order_id IS NULL AND EXISTS (SELECT FROM receivers r WHERE r.order_id = o.id) AS is_erased,
      o.seq AS version
    FROM tracking_links l JOIN orders o ON o.id = l.order_id LEFT JOIN receiver_keys k ON k.order_id = o.id
    WHERE l.token_hash = ANY(ARRAY(SELECT decode(unnest(${[...hashes]}::text[]), 'hex'))) AND l.revoked_at IS NULL
      AND coalesce(${endOfLinks(sql)} > ${ctx.now()}, true)`
  return new Map(
    rows.map(({ hash, orderId, kind, isErased, version }) => [
      hash,
      { orderId, audience: isErased ? 'anybody' : kind, version },
    ]),
  )
}
