import type {
  MappingPreview,
  MappingSaved,
  MappingSaveInput,
  MappingVersionView,
  MappingWordInput,
} from '@baton/contract'
import type { Context } from '../runtime/context.ts'
import type { Tx } from '../runtime/database.ts'
import { Failure, isAlreadyThere } from '../runtime/failure.ts'
import { inTransaction } from '../runtime/transaction.ts'
import { previewMapping } from './preview-mapping.ts'
import { releaseMapped } from './release-mapped.ts'
import { forgetStatusMaps } from './status-maps.ts'

/**
 * Adds a version to a word's meaning and queues the events that waited for it, together. Throws `VERSION_CONFLICT` when
 * the word is no longer at the version the person saw, and what `refuse` throws.
 */
export async function saveMapping(ctx: Context, input: MappingSaveInput): Promise<MappingSaved> {
  const { expectedVersion: _, reason: __, ...meaning } = input
  refuse(await previewMapping(ctx, meaning))
  const released = await inTransaction(ctx, async (tx) => {
    await insertVersion(ctx, tx, input)
    return releaseMapped(ctx, tx)
  })
  forgetStatusMaps(ctx)
  return { version: input.expectedVersion + 1, released }
}

/** Throws `MAPPING_STATE_UNREACHABLE` or `MAPPING_MOVES_BACK`; the fields name the states, or up to 20 of the orders. */
export function refuse({ refusals }: MappingPreview): void {
  for (const refusal of refusals) {
    const fields =
      refusal.code === 'MAPPING_STATE_UNREACHABLE'
        ? refusal.states.map((state) => [state, 'no_word_left'] as const)
        : refusal.examples.map(({ id, from, to }) => [id, `${from}>${to ?? ''}`] as const)
    throw new Failure(refusal.code, { fields: Object.fromEntries(fields) })
  }
}

/** One more version of a word, exactly if it is still at the expected one. */
export async function insertVersion(ctx: Context, tx: Tx, input: MappingSaveInput): Promise<void> {
  const { platform, axis, native, expectedVersion } = input
  try {
    const made = await tx.savepoint(
      (inner) => inner`
        INSERT INTO status_maps (platform, axis, native, version, label, standard, author, author_id, reason, created_at)
        SELECT ${platform}, ${axis}, ${native}, ${expectedVersion + 1},
               coalesce(${input.label ?? null}, (SELECT label FROM status_maps WHERE platform = ${platform} AND axis = ${axis}
                 AND native = ${native} ORDER BY version DESC LIMIT 1), ${native}),
               ${input.standard}, ${ctx.actor.name}, ${ctx.actor.id}, ${input.reason}, ${ctx.now()}
        WHERE ${expectedVersion} = (SELECT coalesce(max(version), 0) FROM status_maps
          WHERE platform = ${platform} AND axis = ${axis} AND native = ${native})`,
    )
    if (made.count === 0) throw new Failure('VERSION_CONFLICT', { fields: { [native]: 'changed_meanwhile' } })
  } catch (error) {
    if (!isAlreadyThere(error)) throw error
    throw new Failure('VERSION_CONFLICT', { cause: error, fields: { [native]: 'changed_meanwhile' } })
  }
}

/** Every meaning a word has had, newest first. */
export async function readMappingHistory(
  ctx: Context,
  input: MappingWordInput,
): Promise<readonly MappingVersionView[]> {
  const rows = await ctx.sql<(Omit<MappingVersionView, 'createdAt'> & { createdAt: Date })[]>`
    SELECT version, standard, label, author, reason, created_at FROM status_maps
    WHERE platform = ${input.platform} AND axis = ${input.axis} AND native = ${input.native} ORDER BY version DESC`
  return rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }))
}
