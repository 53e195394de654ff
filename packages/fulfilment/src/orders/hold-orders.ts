import {
  canBeHeld,
  type HoldInput,
  type HoldPreview,
  type LiftInput,
  ORDER_STATES,
  type OrderActionResult,
  type OrderState,
} from '@baton/contract'
import { isClockSteady } from '../runtime/clock-watch.ts'
import type { Context } from '../runtime/context.ts'
import { inputInvalid } from '../runtime/failure.ts'
import { inTransaction } from '../runtime/transaction.ts'
import { MAX_ORDERS } from './load.ts'
import type { Claim } from './move.ts'
import { moveMany } from './move-many.ts'
import { moveOrders } from './move-orders.ts'
import { ownMove } from './own-move.ts'

/** More orders of one SKU than this are an import's business. */
const MOST_OF_SKU = 5000
const OPEN: OrderState[] = ORDER_STATES.filter(canBeHeld)

/** How many orders a hold would meet, before it is placed. */
export async function previewHold(ctx: Context, input: { sku: string }): Promise<HoldPreview> {
  const ids = await openOrdersOfSku(ctx, input.sku)
  return { orders: Math.min(ids.length, MOST_OF_SKU), isTooMany: ids.length > MOST_OF_SKU, sample: ids.slice(0, 10) }
}

/** Holds these orders, or every open order with this SKU. Each order answers for itself; one that cannot be held holds up no other. */
export async function holdOrders(ctx: Context, input: HoldInput): Promise<readonly OrderActionResult[]> {
  const { reason, note, until } = input
  if (until !== null && new Date(until) <= ctx.now()) throw inputInvalid({ until: 'past' })
  const ids = 'ids' in input.orders ? input.orders.ids : await openOrdersOfSku(ctx, input.orders.sku)
  if (ids.length > MOST_OF_SKU) throw inputInvalid({ sku: 'too_many' })
  return claimAll(ctx, ids, { kind: 'hold', place: [{ reason, note: note || null, until: until ?? null }], lift: [] })
}

/** Lifts one reason from these orders. */
export async function liftHolds(ctx: Context, input: LiftInput): Promise<readonly OrderActionResult[]> {
  return claimAll(ctx, input.ids, { kind: 'hold', place: [], lift: [input.reason] })
}

/**
 * Lifts holds whose time has come; returns on how many orders. Left alone: what has left whole or is off, where a hold no
 * longer matters, a reason that the channel gives too, which only the channel lifts, and what others hold without an end. A
 * clock that has just jumped ahead lifts nothing.
 */
export async function liftExpiredHolds(ctx: Context): Promise<number> {
  if (!(await isClockSteady(ctx))) return 0
  let freed = 0
  for (let after: string | null = ''; after !== null; ) {
    const part = await expiredHolds(ctx, after)
    const moves = part.map(({ id, reasons }) =>
      ownMove(ctx, { id, claim: { kind: 'hold', place: [], lift: reasons, overOnly: true } }),
    )
    const outcomes = await inTransaction(ctx, (tx) => moveOrders(ctx, tx, moves))
    freed += outcomes.filter((one) => one.verdict === 'applied').length
    after = part.length === MAX_ORDERS ? (part.at(-1)?.id ?? null) : null
  }
  if (freed > 0) ctx.waker.wake('orders_moved')
  return freed
}

interface ExpiredHolds {
  readonly id: string
  readonly reasons: Extract<Claim, { kind: 'hold' }>['lift']
}

async function expiredHolds(ctx: Context, after: string): Promise<readonly ExpiredHolds[]> {
  return ctx.sql<ExpiredHolds[]>`
    SELECT o.id, array_agg(DISTINCT hold->>'reason') AS reasons
    FROM orders o, jsonb_array_elements(o.holds) AS hold
    WHERE o.hold_reasons <> '{}' AND o.state = ANY(${OPEN}) AND o.id > ${after}
      AND hold->>'by' <> 'channel' AND (hold->>'until')::timestamptz <= ${ctx.now()}
      AND NOT o.holds @> jsonb_build_array(jsonb_build_object('by', 'channel', 'reason', hold->>'reason'))
    GROUP BY o.id ORDER BY o.id LIMIT ${MAX_ORDERS}`
}

/** From the open orders to their lines: what was sold of a SKU in years does not matter. */
async function openOrdersOfSku(ctx: Context, sku: string): Promise<readonly string[]> {
  const rows = await ctx.sql<{ id: string }[]>`
    SELECT o.id FROM orders o
    WHERE o.state IN (${ctx.sql.unsafe(OPEN.map((state) => `'${state}'`).join())})
      AND EXISTS (SELECT FROM order_lines l WHERE l.order_id = o.id AND l.sku = ${sku})
    ORDER BY o.id LIMIT ${MOST_OF_SKU + 1}`
  return rows.map((row) => row.id)
}

function claimAll(ctx: Context, ids: readonly string[], claim: Claim): Promise<readonly OrderActionResult[]> {
  return moveMany(ctx, ids, async (_tx, part) => part.map((id) => ({ id, claim })))
}
