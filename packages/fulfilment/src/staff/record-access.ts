import type { AccessChangePage, AccessChangesInput, AccessChangeView, AccessDeed, AccessSubject } from '@baton/contract'
import type { Actor, Context } from '../runtime/context.ts'
import type { Queryable } from '../runtime/database.ts'

interface AccessChange {
  readonly deed: AccessDeed
  /** Is there already, or was until this very statement's transaction: its name is written down with it. */
  readonly of: AccessSubject
  readonly before?: readonly string[]
  readonly after?: readonly string[]
  /** Who acts, where it is not whoever the context says. */
  readonly by?: Actor
}

/** Writes down a change of access, in the transaction that makes it. Nobody takes it back or changes it. */
export async function recordAccess(
  ctx: Context,
  tx: Queryable,
  { deed, of, before, after, by = ctx.actor }: AccessChange,
): Promise<void> {
  const name =
    of.kind === 'person'
      ? tx`SELECT name FROM staff WHERE id = ${of.id}`
      : tx`SELECT name FROM devices WHERE id = ${of.id}::uuid`
  await tx`
    INSERT INTO access_changes (at, deed, subject_kind, subject_id, subject_name, before, after, actor_kind, actor_id,
                                actor_name, address)
    VALUES (${ctx.now()}, ${deed}, ${of.kind}, ${of.id}, (${name}), ${before ? [...before] : null}::text[],
            ${after ? [...after] : null}::text[], ${by.kind}, ${by.id}, ${by.name}, ${ctx.address})`
}

type Row = Omit<AccessChangeView, 'id' | 'at' | 'subject' | 'actor'> & {
  readonly id: number
  readonly at: Date
  readonly subjectKind: AccessSubject['kind']
  readonly subjectId: string
  readonly subjectName: string
  readonly actorKind: AccessChangeView['actor']['kind']
  readonly actorName: string
}

/** All changes of access, the newest first, by keyset. */
export async function listAccessChanges(
  ctx: Context,
  { cursor, limit }: AccessChangesInput,
): Promise<AccessChangePage> {
  const { sql } = ctx
  const rows = await sql<Row[]>`
    SELECT id, at, deed, subject_kind, subject_id, subject_name, before, after, actor_kind, actor_name, address
    FROM access_changes ${cursor === undefined ? sql`` : sql`WHERE id < ${Number(cursor)}`}
    ORDER BY id DESC LIMIT ${limit + 1}`
  const page = rows.slice(0, limit)
  return { rows: page.map(viewOf), next: rows.length > limit ? String(page.at(-1)?.id) : null }
}

function viewOf({ id, at, deed, before, after, address, ...row }: Row): AccessChangeView {
  return {
    ...{ id: String(id), at: at.toISOString(), deed, before, after, address },
    subject: { kind: row.subjectKind, id: row.subjectId, name: row.subjectName },
    actor: { kind: row.actorKind, name: row.actorName },
  }
}
