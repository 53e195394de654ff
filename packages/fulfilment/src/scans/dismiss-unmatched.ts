import type { ScanDismissInput } from '@baton/contract'
import type { Context } from '../runtime/context.ts'
import { Failure } from '../runtime/failure.ts'
import { isUnmatched } from './unmatched.ts'

/**
 * A person says that the parcel of a scan will never be known: it is none of ours, or was typed wrong. All its scans in that
 * warehouse stay on record with who said so.
 */
export async function dismissUnmatched(ctx: Context, input: ScanDismissInput): Promise<void> {
  const done = await ctx.sql`
    UPDATE scans s SET later_answer = 'unmatched', later_at = ${ctx.now()}, later_by = ${ctx.actor.id}
    FROM devices at, scans named JOIN devices there ON there.id = named.device_id
    WHERE named.id = ${input.id} AND s.waybill = named.waybill AND at.id = s.device_id
      AND at.warehouse_id = there.warehouse_id AND ${isUnmatched(ctx.sql)}`
  if (done.count === 0) throw new Failure('SCAN_NOT_WAITING')
}
