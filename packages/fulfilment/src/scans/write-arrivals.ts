import type { DeadlineKind } from '@baton/contract'
import { armDeadlines, cancelDeadlines, type DeadlineKey } from '../deadlines/index.ts'
import type { Tx } from '../runtime/database.ts'
import { rowsAsTable, rowsInto } from '../runtime/rows-as-text.ts'
import type { FloorWrites } from './judged.ts'
import { returnArrivals } from './tables.ts'

const KIND: DeadlineKind = 'inspect_by'

/** Returns taken in, inspected and given back, each with its time to inspect it in. */
export async function writeArrivals(tx: Tx, writes: FloorWrites, now: Date): Promise<void> {
  const { arrived, inspected, unarrived } = writes
  const waiting = arrived.filter((one) => one.inspectedAt === null)
  const ended = [...inspected, ...unarrived]
  await Promise.all([
    arrived.length > 0 && tx`INSERT INTO return_arrivals ${rowsInto(tx, returnArrivals, arrived)}`,
    inspected.length > 0 &&
      tx`
        UPDATE return_arrivals a SET inspected_at = r.inspected_at, inspection_id = r.inspection_id
        FROM ${rowsAsTable(tx, returnArrivals, inspected, ['scanId', 'orderId', 'inspectedAt', 'inspectionId'])} r
        WHERE a.scan_id = r.scan_id AND a.order_id = r.order_id AND a.inspected_at IS NULL`,
    unarrived.length > 0 &&
      tx`
        DELETE FROM return_arrivals a
        USING ${rowsAsTable(tx, returnArrivals, unarrived, ['scanId', 'orderId'])} r
        WHERE a.scan_id = r.scan_id AND a.order_id = r.order_id`,
    armDeadlines(
      tx,
      waiting.map((one) => ({ ...keyOf(one), tier: 0, dueAt: one.inspectBy })),
      now,
    ),
    cancelDeadlines(tx, ended.map(keyOf)),
  ])
}

function keyOf({ orderId, scanId }: { readonly orderId: string; readonly scanId: string }): DeadlineKey {
  return { subject: `${orderId}/${scanId}`, kind: KIND }
}
