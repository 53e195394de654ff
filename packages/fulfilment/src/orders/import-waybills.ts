import type {
  CsvImportResult,
  OrderState,
  WaybillImportInput,
  WaybillImportResult,
  WaybillLineResult,
} from '@baton/contract'
import type { Context } from '../runtime/context.ts'
import type { Tx } from '../runtime/database.ts'
import { inTransaction } from '../runtime/transaction.ts'
import { MAX_ORDERS } from './load.ts'
import type { MoveOutcome, OrderMove } from './move.ts'
import { moveOrders } from './move-orders.ts'
import { ownMove } from './own-move.ts'
import { isSameParcel } from './parcels.ts'
import { readWaybillCsv, type WaybillRow } from './read-waybill-csv.ts'

const MOST_ERRORS = 100

/** The credential that files come under, and what it may report. */
export interface FileCredential {
  readonly id: string
  readonly grants: readonly OrderState[]
}

/** A line and the order it means; `orderId` is null where nobody knows the order. */
interface Found extends WaybillRow {
  readonly orderId: string | null
  readonly isHeld: boolean
}

/**
 * A person reports shipments by a file, under the same lock as any other source: each order makes one step to shipped
 * with all its parcels in the file, and each line answers for itself. With `dryRun` the same moves are made and undone,
 * so that the preview is what the import would do.
 */
export async function importWaybills(
  ctx: Context,
  input: WaybillImportInput,
  by: FileCredential,
): Promise<WaybillImportResult> {
  const read = readWaybillCsv(input.csv)
  const { found, errors } = await findOrders(ctx, read.rows)
  const wrong = [...read.errors, ...errors].sort((a, b) => a.line - b.line)
  if (wrong.length > 0) return { rows: read.count, errors: wrong.slice(0, MOST_ERRORS), lines: [], applied: false }
  const lines: WaybillLineResult[] = []
  for (const part of partsOf(found)) lines.push(...(await shipPart(ctx, part, { by, dryRun: input.dryRun })))
  if (!input.dryRun) ctx.waker.wake('orders_moved')
  lines.sort((a, b) => a.line - b.line)
  return { rows: read.count, errors: [], lines, applied: !input.dryRun }
}

async function findOrders(
  ctx: Context,
  rows: readonly WaybillRow[],
): Promise<{ found: readonly Found[]; errors: CsvImportResult['errors'] }> {
  const names = [...new Set(rows.map((row) => row.order))]
  const known = await ctx.sql<{ name: string; id: string; isHeld: boolean }[]>`
    SELECT n.name, o.id, o.hold_reasons <> '{}' AS is_held
    FROM unnest(${names}::text[]) AS n(name) JOIN orders o ON o.id = n.name OR o.native_number = n.name`
  const byName = Map.groupBy(known, (one) => one.name)
  const errors = rows
    .filter((row) => (byName.get(row.order)?.length ?? 0) > 1)
    .map(({ line }) => ({ line, column: 'order', message: SEVERAL }))
  const found = rows.map((row) => {
    const order = byName.get(row.order)?.[0]
    return { ...row, orderId: order?.id ?? null, isHeld: order?.isHeld ?? false }
  })
  return { found, errors }
}

const SEVERAL = {
  zh: '不止一个店铺有这个单号，请改用 Baton 订单号',
  en: 'Several shops have this number; use Baton’s order id',
}

/** The lines of one order, by its name in the file where nobody knows it. */
type OrderLines = readonly [target: string, lines: readonly Found[]]

function partsOf(found: readonly Found[]): readonly (readonly OrderLines[])[] {
  const orders = [...Map.groupBy(found, (row) => row.orderId ?? row.order)].sort(([a], [b]) => (a < b ? -1 : 1))
  return Array.from({ length: Math.ceil(orders.length / MAX_ORDERS) }, (_, index) =>
    orders.slice(index * MAX_ORDERS, (index + 1) * MAX_ORDERS),
  )
}

/** Undoes a transaction that only looked ahead. */
class LookedAhead extends Error {
  override readonly name = 'LookedAhead'
  readonly lines: readonly WaybillLineResult[]
  constructor(lines: readonly WaybillLineResult[]) {
    super('Nothing was to be written')
    this.lines = lines
  }
}

async function shipPart(
  ctx: Context,
  part: readonly OrderLines[],
  how: { by: FileCredential; dryRun: boolean },
): Promise<readonly WaybillLineResult[]> {
  const work = inTransaction(ctx, async (tx) => {
    const moves = part.map(([target, lines]) => moveOf(ctx, how.by, { target, lines }))
    const known = await readKnown(tx, part)
    const outcomes = await moveOrders(ctx, tx, moves)
    const lines = part.flatMap(([, told], index) => answersOf(told, outcomes[index], known))
    if (how.dryRun) throw new LookedAhead(lines)
    return lines
  })
  return work.catch((error: unknown) => {
    if (error instanceof LookedAhead) return error.lines
    throw error
  })
}

type KnownParcel = { readonly orderId: string; readonly carrier: string; readonly waybill: string }

/** The parcels these orders have already, under the lock that the move then takes again. */
async function readKnown(tx: Tx, part: readonly OrderLines[]): Promise<readonly KnownParcel[]> {
  const locked = await tx<{ id: string }[]>`
    SELECT id FROM orders WHERE id = ANY(${part.map(([target]) => target)}) ORDER BY id FOR UPDATE`
  return tx<KnownParcel[]>`
    SELECT DISTINCT l.order_id, s.carrier, s.waybill FROM shipment_lines l JOIN shipments s ON s.id = l.shipment_id
    WHERE l.order_id = ANY(${locked.map((one) => one.id)})`
}

function answersOf(
  lines: readonly Found[],
  outcome: MoveOutcome | undefined,
  known: readonly KnownParcel[],
): readonly WaybillLineResult[] {
  return lines.map((line, index) => {
    const isKnown = known.some((parcel) => parcel.orderId === line.orderId && isSameParcel(parcel, line))
    const isRepeat = lines.slice(0, index).some((before) => isSameParcel(before, line))
    const repeat = isKnown || (isRepeat && outcome?.verdict === 'applied')
    return repeat
      ? { ...line, verdict: 'duplicate', reason: 'nothing_new' }
      : { ...line, verdict: outcome?.verdict ?? 'unmatched', reason: outcome?.reason ?? null }
  })
}

function moveOf(
  ctx: Context,
  by: FileCredential,
  { target, lines }: { target: string; lines: readonly Found[] },
): OrderMove {
  return ownMove(ctx, {
    ...{ id: target, topic: 'waybill_import', appId: by.id, grants: by.grants },
    claim: {
      kind: 'step',
      to: 'shipped',
      parcels: lines.map(({ carrier, waybill }) => ({ carrier, waybill, lineNumbers: [] })),
      byWaybill: true,
    },
  })
}
