import { createHash, randomUUID } from 'node:crypto'
import { type Locale, MESSAGE_WORDS, type PushEndpointInput, type PushSubscribeInput } from '@baton/contract'
import { enqueueDeliveries } from '../deliveries/index.ts'
import type { Context } from '../runtime/context.ts'
import type { Fragment, Queryable } from '../runtime/database.ts'
import { Failure } from '../runtime/failure.ts'
import { inTransaction } from '../runtime/transaction.ts'
import { OPERATOR_HOURS } from '../staff/index.ts'

/** A person has few browsers; the oldest make room. */
const MOST_OF_ONE = 20

export interface PushSubscriptionRow extends PushSubscribeInput {
  readonly id: Uint8Array
}

/** Keeps where push reaches the person at this browser; asked again on every load, so that a replaced one is noticed. */
export async function subscribePush(
  ctx: Context,
  input: PushSubscribeInput & { readonly deviceId: string | null; readonly sessionId: string | null },
): Promise<void> {
  const { deviceId, sessionId, ...subscription } = input
  const id = idOf(input.endpoint)
  const sealed = ctx.secrets.seal(JSON.stringify(subscription), placeOf(id))
  const now = ctx.now()
  await inTransaction(ctx, async (tx) => {
    await tx`
      INSERT INTO push_subscriptions (id, staff_id, device_id, session_id, sealed, created_at, seen_at)
      VALUES (${id}, ${ctx.actor.id}, ${deviceId}, ${sessionId}, ${sealed}, ${now}, ${now})
      ON CONFLICT (id) DO UPDATE SET staff_id = excluded.staff_id, device_id = excluded.device_id,
        session_id = excluded.session_id, sealed = excluded.sealed, seen_at = excluded.seen_at`
    await tx`
      DELETE FROM push_subscriptions WHERE id IN (
        SELECT id FROM push_subscriptions WHERE staff_id = ${ctx.actor.id} ORDER BY seen_at DESC OFFSET ${MOST_OF_ONE})`
  })
}

export async function unsubscribePush(ctx: Context, input: PushEndpointInput): Promise<void> {
  await forgetSubscriptions(ctx, [idOf(input.endpoint)])
}

/** Where the browser's session goes on under another id, push to it goes on. */
export async function carryPush(ctx: Context, { from, to }: { from: string; to: string }): Promise<void> {
  await ctx.sql`UPDATE push_subscriptions SET session_id = ${to} WHERE session_id = ${from}`
}

/** Of `push_subscriptions p`: whether what it was made by still lets its person in, be it a session or a device they hold. */
export function isStillOpen(db: Queryable, ctx: Context): Fragment {
  const since = new Date(ctx.now().getTime() - OPERATOR_HOURS * 3_600_000)
  return db`(
    EXISTS (SELECT FROM staff_sessions s
            WHERE s.id = p.session_id AND s.user_id = p.staff_id AND s.expires_at > ${ctx.now()})
    OR EXISTS (SELECT FROM devices d
               WHERE d.id = p.device_id AND d.operator_id = p.staff_id AND d.operator_at > ${since} AND d.revoked_at IS NULL))`
}

/** Nobody is reached any more by what belongs to a session that has ended. */
export async function forgetEndedPush(ctx: Context): Promise<void> {
  await ctx.sql`
    DELETE FROM push_subscriptions p WHERE device_id IS NULL
      AND NOT EXISTS (SELECT FROM staff_sessions s WHERE s.id = p.session_id)`
}

/** Those of a person: their own browsers while they are signed in there, and the shared device while they hold it. */
export async function subscriptionsOf(ctx: Context, staffId: string): Promise<readonly PushSubscriptionRow[]> {
  const rows = await ctx.sql<{ id: Uint8Array; sealed: Uint8Array }[]>`
    SELECT p.id, p.sealed FROM push_subscriptions p
    WHERE p.staff_id = ${staffId} AND ${isStillOpen(ctx.sql, ctx)}
      AND EXISTS (SELECT FROM staff WHERE id = p.staff_id AND enabled)
    ORDER BY p.seen_at DESC`
  return rows.map(({ id, sealed }) => ({ id, ...JSON.parse(ctx.secrets.open(sealed, placeOf(id)).toString()) }))
}

/** Gone at the push service: nothing reaches them any more. */
export async function forgetSubscriptions(ctx: Context, ids: readonly Uint8Array[]): Promise<void> {
  const inHex = ids.map((id) => Buffer.from(id).toString('hex'))
  if (ids.length > 0)
    await ctx.sql`DELETE FROM push_subscriptions WHERE id IN (SELECT decode(one, 'hex') FROM unnest(${inHex}::text[]) AS one)`
}

/** A push to whoever asks, so that they see and hear whether it comes. What became of it stands at the outgoing call. */
export async function testPush(ctx: Context, { locale }: { locale: Locale }): Promise<{ deliveryId: string }> {
  return inTransaction(ctx, async (tx) => {
    const [channel] = await tx<{ id: string }[]>`SELECT id FROM message_channels WHERE kind = 'push'`
    if (!channel) throw new Failure('MESSAGE_CHANNEL_NOT_FOUND')
    const { id: staffId } = ctx.actor
    const [deliveryId] = await enqueueDeliveries(ctx, tx, [
      {
        kind: 'push.message',
        route: `push.message:${channel.id}:${staffId}`,
        key: `message-test:${randomUUID()}`,
        orderId: null,
        payload: {
          channelId: channel.id,
          staffId,
          target: null,
          title: MESSAGE_WORDS.test[locale],
          lines: [MESSAGE_WORDS.testLine[locale]],
          url: new URL('/scan/check/', ctx.env.BATON_PUBLIC_URL).href,
          button: MESSAGE_WORDS.look[locale],
        },
      },
    ])
    return { deliveryId: String(deliveryId) }
  })
}

/** The service worker showed a message that told of these alerts. */
export async function markDelivered(ctx: Context, input: { ids: readonly string[] }): Promise<void> {
  await ctx.sql`
    UPDATE alert_receipts r SET delivered_at = ${ctx.now()} FROM message_channels c
    WHERE c.id = r.channel_id AND c.kind = 'push' AND r.alert_id = ANY(${input.ids.map(Number)})
      AND r.staff_id = ${ctx.actor.id} AND r.delivered_at IS NULL`
}

function idOf(endpoint: string): Buffer {
  return createHash('sha256').update(endpoint).digest()
}

function placeOf(id: Uint8Array): string {
  return `push_subscriptions.sealed:${Buffer.from(id).toString('hex')}`
}
