import { randomUUID } from 'node:crypto'
import {
  MOST_SHARED,
  type TrackingLinkIdInput,
  type TrackingLinkKind,
  type TrackingLinkMakeInput,
} from '@baton/contract'
import { moveOrders, ownMove } from '../orders/index.ts'
import type { Context } from '../runtime/context.ts'
import type { Queryable, Tx } from '../runtime/database.ts'
import { Failure } from '../runtime/failure.ts'
import { inTransaction } from '../runtime/transaction.ts'
import { endOfLinks } from './link-life.ts'
import { addressOfLink, hashOfToken, KEY_VERSION, type LinkName, tokenOf } from './link-token.ts'

/** The buyer's link that goes into a parcel: the one that works, or a new one where there is none. */
export async function buyersLink(ctx: Context, input: { orderId: string; createdBy: string }): Promise<string> {
  const { orderId, createdBy } = input
  const found = await findBuyers(ctx.sql, orderId)
  if (found) return addressOfLink(ctx, found)
  await addLink(ctx, ctx.sql, { orderId, kind: 'buyer', createdBy })
  const [made] = await findBuyers(ctx.sql, orderId).then((link) => (link ? [link] : []))
  return made ? addressOfLink(ctx, made) : buyersLink(ctx, input)
}

/**
 * The buyer's link for whoever sends it to the buyer, and when it ends; null: not while the order is not over. Throws
 * `ORDER_NOT_FOUND` or `ORDER_ERASED`.
 */
export async function giveLink(
  ctx: Context,
  input: { orderId: string; createdBy: string },
): Promise<{ url: string; endsAt: Date | null }> {
  const [order] = await ctx.sql<{ erasedAt: Date | null; endsAt: Date | null }[]>`
    SELECT o.erased_at, ${endOfLinks(ctx.sql)} AS ends_at FROM orders o WHERE o.id = ${input.orderId}`
  if (!order) throw new Failure('ORDER_NOT_FOUND')
  if (order.erasedAt) throw new Failure('ORDER_ERASED')
  return { url: await buyersLink(ctx, input), endsAt: order.endsAt }
}

/** A person makes a link: the buyer's, where none works yet, or one to share. Throws `ORDER_NOT_FOUND`, `ORDER_ERASED`, or `VERSION_CONFLICT` where `MOST_SHARED` are shared. */
export async function makeLink(ctx: Context, input: TrackingLinkMakeInput): Promise<void> {
  const { orderId, kind } = input
  await underLock(ctx, orderId, async (tx) => {
    const [known] = await tx<{ links: number }[]>`
      SELECT count(*)::int AS links FROM tracking_links WHERE order_id = ${orderId} AND kind = ${kind} AND revoked_at IS NULL`
    const links = known?.links ?? 0
    if (kind === 'buyer' && links > 0) return
    if (links >= MOST_SHARED) throw new Failure('VERSION_CONFLICT')
    await addLink(ctx, tx, { orderId, kind, createdBy: ctx.actor.name })
    await tell(ctx, tx, { orderId, kind, act: 'made' })
  })
}

/** Takes a link back: from now on it opens nothing. Throws `NOT_FOUND`, or `VERSION_CONFLICT` where it was taken back before. */
export async function takeBackLink(ctx: Context, input: TrackingLinkIdInput): Promise<void> {
  await withLink(ctx, input.id, (tx, link) => tell(ctx, tx, { ...link, act: 'taken_back' }))
}

/** Takes a link back and makes another of its kind, at once. Throws `NOT_FOUND` or `VERSION_CONFLICT`, as above. */
export async function renewLink(ctx: Context, input: TrackingLinkIdInput): Promise<void> {
  await withLink(ctx, input.id, async (tx, link) => {
    await addLink(ctx, tx, { ...link, createdBy: ctx.actor.name })
    await tell(ctx, tx, { ...link, act: 'renewed' })
  })
}

interface Link {
  readonly orderId: string
  readonly kind: TrackingLinkKind
}

async function withLink(ctx: Context, id: string, act: (tx: Tx, link: Link) => Promise<void>): Promise<void> {
  const [known] = await ctx.sql<Link[]>`SELECT order_id, kind FROM tracking_links WHERE id = ${id}`
  if (!known) throw new Failure('NOT_FOUND')
  await underLock(ctx, known.orderId, async (tx) => {
    const revoked = await tx`
      UPDATE tracking_links SET revoked_at = ${ctx.now()}, revoked_by = ${ctx.actor.name}
      WHERE id = ${id} AND revoked_at IS NULL`
    if (revoked.count === 0) throw new Failure('VERSION_CONFLICT')
    await act(tx, known)
  })
}

/** Under the order's lock, like every move. */
async function underLock(ctx: Context, orderId: string, act: (tx: Tx) => Promise<void>): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const [locked] = await tx<
      { erasedAt: Date | null }[]
    >`SELECT erased_at FROM orders WHERE id = ${orderId} FOR UPDATE`
    if (!locked) throw new Failure('ORDER_NOT_FOUND')
    if (locked.erasedAt) throw new Failure('ORDER_ERASED')
    await act(tx)
  })
  ctx.waker.wake('orders_moved')
}

async function tell(ctx: Context, tx: Tx, deed: Link & { act: 'made' | 'renewed' | 'taken_back' }): Promise<void> {
  const { orderId, kind, act } = deed
  await moveOrders(ctx, tx, [ownMove(ctx, { id: orderId, claim: { kind: 'link', deed: { kind, act } } })])
}

async function findBuyers(db: Queryable, orderId: string): Promise<LinkName | null> {
  const [link] = await db<LinkName[]>`
    SELECT id, key_version FROM tracking_links WHERE order_id = ${orderId} AND kind = 'buyer' AND revoked_at IS NULL`
  return link ?? null
}

/** Where somebody made the buyer's at the same moment, theirs is the one. */
async function addLink(ctx: Context, db: Queryable, link: Link & { createdBy: string }): Promise<void> {
  const { orderId, kind, createdBy } = link
  const name = { id: randomUUID(), keyVersion: KEY_VERSION }
  await db`
    INSERT INTO tracking_links (id, order_id, kind, key_version, token_hash, created_at, created_by)
    VALUES (${name.id}, ${orderId}, ${kind}, ${name.keyVersion}, decode(${hashOfToken(tokenOf(ctx.secrets, name))}, 'hex'), ${ctx.now()},
      ${createdBy})
    ON CONFLICT DO NOTHING`
}
