import type { ScanDismissInput } from '@baton/contract'
import type { Context } from '../runtime/context.ts'
import { Failure } from '../runtime/failure.ts'
import { isUnmatched } from './unmatched.ts'

/** A person says that a scan will never match: it is no parcel of ours, or was typed wrong. It stays on record with who said so. */
export async function dismissUnmatched(ctx: Context, input: ScanDismissInput): Promise<void> {
  const done = await ctx.sql`
    UPDATE scans s SET later_answer = 'unmatched', later_at = ${ctx.now()}, later_by = ${ctx.actor.id}
    WHERE id = ${input.id} AND ${isUnmatched(ctx.sql)}`
  if (done.count === 0) throw new Failure('SCAN_NOT_WAITING')
}
