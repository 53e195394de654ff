import type { OrderState } from '@baton/contract'
import type { Context } from '../runtime/context.ts'
import { json, type Tx } from '../runtime/database.ts'
import { isPoison } from '../runtime/failure.ts'
import { inTransaction } from '../runtime/transaction.ts'
import { type InboxOutcome, type InboxRow, outcomeOf, readInboxRow, refused } from './inbox-row.ts'
import { takeRequests, type WriteRequest } from './take-writes.ts'
import type { ErpSource } from './write-move.ts'

const ROWS_AT_ONCE = 100
const LAST_USED_EVERY_MINUTES = 1

/**
 * Takes what one database connector wrote, up to 100 rows in their order, each as a request of one write. What a row is
 * answered commits with what it moved; what a paused connector wrote waits. Returns how many rows it decided.
 */
export async function takeInbox(ctx: Context): Promise<number> {
  const decided = await inTransaction(ctx, async (tx) => {
    const connector = await claimConnector(tx)
    if (!connector) return 0
    const rows = await readWaiting(tx, connector.id)
    await noteUse(ctx, tx, rows)
    let count = 0
    for (const run of runsByAddress(rows)) {
      const outcomes = await decide(ctx, tx, { source: { ...connector, address: run[0].address }, rows: run })
      await storeOutcomes(ctx, tx, outcomes)
      count += outcomes.size
    }
    return count
  })
  if (decided > 0) ctx.waker.wake('orders_moved')
  return decided
}

type Connector = Omit<ErpSource, 'address'>

/** The one whose rows have waited longest. Held by its row, so that its rows keep their order and a pause comes before or after. */
async function claimConnector(tx: Tx): Promise<Connector | undefined> {
  const [connector] = await tx<{ id: string; name: string; grants: OrderState[]; mayHold: boolean }[]>`
    SELECT e.id, e.name, e.grants, e.may_hold
    FROM erps e CROSS JOIN LATERAL (
      SELECT w.id FROM erp_keys k CROSS JOIN LATERAL (
        SELECT id FROM erp_inbox.writes WHERE login = k.key_id AND decided_at IS NULL ORDER BY id LIMIT 1) w
      WHERE k.erp_id = e.id ORDER BY w.id LIMIT 1) first
    WHERE e.kind = 'database' AND e.paused_at IS NULL
    ORDER BY first.id LIMIT 1 FOR NO KEY UPDATE OF e SKIP LOCKED`
  return connector
}

async function readWaiting(tx: Tx, erpId: string): Promise<readonly InboxRow[]> {
  return tx<InboxRow[]>`
    SELECT w.id, w.login, coalesce(host(w.address), 'local') AS address, w.key, w.order_number, w.shop, w.report, w.status,
      w.carrier, w.waybill, w.lines, w.hold_reason, w.note, w.expected_seq, w.occurred_at
    FROM erp_keys k CROSS JOIN LATERAL (
      SELECT * FROM erp_inbox.writes WHERE login = k.key_id AND decided_at IS NULL ORDER BY id LIMIT ${ROWS_AT_ONCE}) w
    WHERE k.erp_id = ${erpId} ORDER BY w.id LIMIT ${ROWS_AT_ONCE}`
}

async function noteUse(ctx: Context, tx: Tx, rows: readonly InboxRow[]): Promise<void> {
  const logins = [...new Set(rows.map((row) => row.login))]
  await tx`
    UPDATE erp_keys SET last_used_at = ${ctx.now()} WHERE key_id = ANY(${logins}) AND (last_used_at IS NULL
      OR last_used_at < ${ctx.now()}::timestamptz - ${LAST_USED_EVERY_MINUTES} * interval '1 minute')`
}

type Run = readonly [InboxRow, ...InboxRow[]]

/** Neighbours that came from the same address go together. */
function runsByAddress(rows: readonly InboxRow[]): readonly Run[] {
  const runs: [InboxRow, ...InboxRow[]][] = []
  for (const row of rows) {
    const last = runs.at(-1)
    if (last?.[0].address === row.address) last.push(row)
    else runs.push([row])
  }
  return runs
}

interface Rows {
  readonly source: ErpSource
  readonly rows: readonly InboxRow[]
}
type Outcomes = ReadonlyMap<number, InboxOutcome>

/** One row that Postgres cannot take never stops its neighbours: halves are tried until it stands alone. */
async function decide(ctx: Context, tx: Tx, { source, rows }: Rows): Promise<Outcomes> {
  try {
    return await tx.savepoint((inner) => takeRows(ctx, inner as Tx, { source, rows }))
  } catch (error) {
    if (!isPoison(error)) throw error
    ctx.log.warn({ err: error, rows: rows.length }, 'rows of a database connector could not be taken as they are')
    const [only] = rows
    if (only && rows.length === 1) return new Map([[only.id, refused('INPUT_INVALID')]])
    const half = Math.ceil(rows.length / 2)
    const first = await decide(ctx, tx, { source, rows: rows.slice(0, half) })
    return new Map([...first, ...(await decide(ctx, tx, { source, rows: rows.slice(half) }))])
  }
}

async function takeRows(ctx: Context, tx: Tx, { source, rows }: Rows): Promise<Outcomes> {
  const outcomes = new Map<number, InboxOutcome>()
  const requests: WriteRequest[] = []
  const ids: number[] = []
  for (const row of rows) {
    const read = readInboxRow(row)
    if ('code' in read) outcomes.set(row.id, read)
    else {
      requests.push(read)
      ids.push(row.id)
    }
  }
  const taken = await takeRequests(ctx, tx, { source, requests })
  for (const [index, one] of taken.entries()) {
    const id = ids[index]
    if (id !== undefined && one.kind !== 'kept') outcomes.set(id, outcomeOf(one))
  }
  return outcomes
}

async function storeOutcomes(ctx: Context, tx: Tx, outcomes: Outcomes): Promise<void> {
  const rows = [...outcomes].map(([id, outcome]) => ({ id, ...outcome }))
  await tx`
    UPDATE erp_inbox.writes w SET order_id = told."orderId", verdict = told.verdict, reason = told.reason, seq = told.seq,
      code = told.code, message = told.message, decided_at = ${ctx.now()}
    FROM jsonb_to_recordset(${json(tx, rows)})
      AS told(id bigint, "orderId" text, verdict text, reason text, seq int, code text, message text)
    WHERE w.id = told.id`
}
