import type { InterceptionCause, InterceptionDeed, InterceptionResolveInput } from '@baton/contract'
import type { Context } from '../runtime/context.ts'
import type { Tx } from '../runtime/database.ts'
import { Failure } from '../runtime/failure.ts'
import { inTransaction } from '../runtime/transaction.ts'
import { moveOrders } from './move-orders.ts'
import { ownMove } from './own-move.ts'

/** Says "I have it"; the first who does is named, whoever says so later changes nothing. */
export async function acknowledgeInterception(ctx: Context, input: { id: string }): Promise<void> {
  await handle(ctx, input.id, async (tx, task) => {
    if (task.acknowledgedAt) return null
    await tx`
      UPDATE interceptions SET acknowledged_by = ${ctx.actor.name}, acknowledged_at = ${ctx.now()} WHERE id = ${task.id}`
    return { cause: task.cause, act: 'acknowledge', resolution: null, note: null }
  })
}

/** Ends a task as a person found the parcel; who ends it unasked has had it. */
export async function resolveInterception(ctx: Context, input: InterceptionResolveInput): Promise<void> {
  await handle(ctx, input.id, async (tx, task) => {
    const { resolution } = input
    const note = input.note || null
    await tx`
      UPDATE interceptions SET resolution = ${resolution}, resolved_by = ${ctx.actor.name}, resolved_at = ${ctx.now()},
        note = ${note}, acknowledged_by = coalesce(acknowledged_by, ${ctx.actor.name}),
        acknowledged_at = coalesce(acknowledged_at, ${ctx.now()})
      WHERE id = ${task.id}`
    return { cause: task.cause, act: 'resolve', resolution, note }
  })
}

interface Task {
  readonly id: number
  readonly orderId: string
  readonly cause: InterceptionCause
  readonly acknowledgedAt: Date | null
  readonly resolvedAt: Date | null
}

/** Under the order's lock, like every move, and on its timeline. */
async function handle(
  ctx: Context,
  id: string,
  act: (tx: Tx, task: Task) => Promise<InterceptionDeed | null>,
): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    await tx`SELECT FROM orders WHERE id = (SELECT order_id FROM interceptions WHERE id = ${Number(id)}) FOR UPDATE`
    const [task] = await tx<Task[]>`
      SELECT id, order_id, cause, acknowledged_at, resolved_at FROM interceptions WHERE id = ${Number(id)}`
    if (!task) throw new Failure('INTERCEPTION_NOT_FOUND')
    if (task.resolvedAt) throw new Failure('INTERCEPTION_RESOLVED')
    const deed = await act(tx, task)
    if (!deed) return
    await moveOrders(ctx, tx, [ownMove(ctx, { id: task.orderId, claim: { kind: 'interception', deed } })])
  })
  ctx.waker.wake('orders_moved')
}
