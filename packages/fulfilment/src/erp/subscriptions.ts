import { randomBytes, randomUUID } from 'node:crypto'
import type { ErpEventType, ErpSubscribeInput, ErpSubscriptionView, IssuedSubscription } from '@baton/contract'
import { cancelRoute, type EventPayload, enqueueDeliveries, type NewDelivery } from '../deliveries/index.ts'
import type { Context } from '../runtime/context.ts'
import { Failure } from '../runtime/failure.ts'
import { inTransaction } from '../runtime/transaction.ts'

const AT_ONCE = 500

/** The place a subscription's secret is sealed for. */
export function subscriptionPlace(id: string): string {
  return `erp_subscriptions.sealed:${id}`
}

/** From now on these events are sent to this address; the secret they are signed with is shown once. */
export async function subscribe(ctx: Context, input: ErpSubscribeInput): Promise<IssuedSubscription> {
  const id = randomUUID()
  const secret = `whsec_${randomBytes(32).toString('base64')}`
  const made = await ctx.sql`
    INSERT INTO erp_subscriptions (id, erp_id, url, types, sealed, position, created_at)
    SELECT ${id}, id, ${input.url}, ${input.types}, ${ctx.secrets.seal(secret, subscriptionPlace(id))},
      (SELECT coalesce(max(position), 0) FROM order_feed), ${ctx.now()}
    FROM erps WHERE id = ${input.erpId}`
  if (made.count === 0) throw new Failure('ERP_NOT_FOUND')
  return { id, secret }
}

/** Nothing is sent to it any more, neither what waits nor what was given up. */
export async function unsubscribe(ctx: Context, input: { id: string }): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const gone = await tx`DELETE FROM erp_subscriptions WHERE id = ${input.id}`
    if (gone.count === 0) throw new Failure('ERP_NOT_FOUND')
    await cancelRoute(ctx, tx, routeOf(input.id))
  })
}

/** Sends one `test` event, so that the receiver's developer sees something arrive. */
export async function testSubscription(ctx: Context, input: { id: string }): Promise<{ deliveryId: string }> {
  const [id] = await inTransaction(ctx, async (tx) => {
    const [known] = await tx`SELECT FROM erp_subscriptions WHERE id = ${input.id}`
    if (!known) throw new Failure('ERP_NOT_FOUND')
    return enqueueDeliveries(ctx, tx, [
      deliveryOf(input.id, { type: 'test', orderId: null, seq: null, at: ctx.now() }, randomUUID()),
    ])
  })
  return { deliveryId: String(id) }
}

/** An address that answered "gone" is not asked again. */
export async function listSubscriptions(ctx: Context): Promise<readonly ErpSubscriptionView[]> {
  const rows = await ctx.sql<
    (Omit<ErpSubscriptionView, 'createdAt' | 'disabledAt'> & { createdAt: Date; disabledAt: Date | null })[]
  >`
    SELECT id, erp_id, url, types, created_at, disabled_at FROM erp_subscriptions ORDER BY created_at, id`
  return rows.map((row) => ({
    ...row,
    createdAt: row.createdAt.toISOString(),
    disabledAt: row.disabledAt?.toISOString() ?? null,
  }))
}

/**
 * Follows the feed for every subscription: what happened since its position goes into the outbox in the transaction that
 * moves the position, each event under a key of its own. Returns how many events it put there.
 */
export async function followSubscriptions(ctx: Context): Promise<number> {
  const due = await ctx.sql<{ id: string }[]>`
    SELECT id FROM erp_subscriptions s WHERE disabled_at IS NULL
      AND position < (SELECT coalesce(max(position), 0) FROM order_feed) ORDER BY id`
  let sent = 0
  for (const { id } of due) sent += await followOne(ctx, id)
  return sent
}

interface Happened {
  readonly position: number
  readonly orderId: string
  readonly seq: number
  readonly effects: readonly string[]
  readonly occurredAt: Date
}

async function followOne(ctx: Context, id: string): Promise<number> {
  return inTransaction(ctx, async (tx) => {
    const [subscription] = await tx<{ position: number; types: ErpEventType[] }[]>`
      SELECT position, types FROM erp_subscriptions WHERE id = ${id} FOR UPDATE SKIP LOCKED`
    if (!subscription) return 0
    const happened = await tx<Happened[]>`
      SELECT f.position, f.order_id, f.seq, e.effects, e.occurred_at
      FROM order_feed f JOIN order_events e ON e.order_id = f.order_id AND e.seq = f.seq
      WHERE f.position > ${subscription.position} ORDER BY f.position LIMIT ${AT_ONCE}`
    const calls = happened.flatMap((one) =>
      typesOf(one.effects)
        .filter((type) => subscription.types.includes(type))
        .map((type) => deliveryOf(id, { ...one, type, at: one.occurredAt }, `${one.orderId}/${one.seq}/${type}`)),
    )
    await enqueueDeliveries(ctx, tx, calls)
    const position = happened.at(-1)?.position ?? subscription.position
    await tx`UPDATE erp_subscriptions SET position = ${position} WHERE id = ${id}`
    return calls.length
  })
}

function routeOf(id: string): string {
  return `webhook.event:${id}`
}

function deliveryOf(
  id: string,
  event: { type: EventPayload['type']; orderId: string | null; seq: number | null; at: Date },
  key: string,
): NewDelivery {
  const { type, orderId, seq, at } = event
  const payload: EventPayload = { subscriptionId: id, type, orderId, seq, occurredAt: at.toISOString() }
  return { kind: 'webhook.event', route: routeOf(id), key: `event/${id}/${key}`, orderId, payload }
}

/** What an order's milestones are called outside. */
const TYPE_OF_EFFECT: Readonly<Record<string, ErpEventType>> = {
  created: 'order.created',
  paid: 'order.paid',
  shipped: 'order.shipped',
  signed: 'order.signed',
  done: 'order.completed',
  cancelled: 'order.cancelled',
  refunded: 'order.refunded',
  after_sale_opened: 'after_sale.opened',
  after_sale_ended: 'after_sale.ended',
}

function typesOf(effects: readonly string[]): readonly ErpEventType[] {
  const types = effects.flatMap((effect) => TYPE_OF_EFFECT[effect.split(':')[0] ?? ''] ?? [])
  return [...new Set(types)]
}
