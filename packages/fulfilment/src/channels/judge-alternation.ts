import type { OrderState, ReviewStory } from '@baton/contract'
import { cancelDeliveries } from '../deliveries/index.ts'
import type { Context } from '../runtime/context.ts'
import type { Tx } from '../runtime/database.ts'
import { inTransaction } from '../runtime/transaction.ts'
import { findAlternations, MOST_ALTERNATIONS, type Saying, type Telling } from './alternation.ts'
import { openReviews } from './reviews.ts'

type Told = Telling & { readonly by: string }
type Said = Saying & { readonly nativeStatus: string; readonly recordedAt: Date; readonly name: string }

/** What the review shows of a long story: its end. */
const LONGEST_STORY = 12

/** Looks at orders whose channel went back behind what it had said. */
export async function judgeAlternations(ctx: Context, orderIds: readonly string[]): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    await tx`SELECT FROM orders WHERE id = ANY(${orderIds}) ORDER BY id FOR UPDATE`
    await stopAlternating(ctx, tx, orderIds)
  })
}

/**
 * Of orders under lock, those whose write-backs stand still because two systems keep correcting each other: the second
 * alternation opens a review, takes back what was not sent, and nothing is planned until a person closes it.
 */
export async function stopAlternating(ctx: Context, tx: Tx, orderIds: readonly string[]): Promise<ReadonlySet<string>> {
  const open = await tx<{ orderId: string }[]>`
    SELECT order_id FROM reviews WHERE order_id = ANY(${orderIds}) AND cause = 'alternation' AND resolved_at IS NULL`
  const stopped = new Set(open.map((one) => one.orderId))
  const suspects = await tx<{ orderId: string }[]>`
    SELECT DISTINCT order_id FROM attempts WHERE order_id = ANY(${orderIds}) AND app_id IS NOT NULL
      AND claimed ? 'version' AND reason IN ('backward', 'backward_after_shipping', 'cancelled_after_shipping')
    ORDER BY order_id`
  for (const { orderId } of suspects) if (!stopped.has(orderId) && (await judge(ctx, tx, orderId))) stopped.add(orderId)
  return stopped
}

async function judge(ctx: Context, tx: Tx, orderId: string): Promise<boolean> {
  const told = await readTellings(tx, orderId)
  const said = told.length > 0 ? await readSayings(tx, orderId) : []
  const last = findAlternations(told, said)[MOST_ALTERNATIONS - 1]
  const other = last && said.find((one) => one.appId === last.appId && one.version === last.version)
  if (!other) return false
  for (const kind of ['ship', 'cancel']) await cancelDeliveries(ctx, tx, `${kind}/${orderId}/`)
  await openReviews(ctx, tx, [
    {
      cause: 'alternation',
      ...{ orderId, appId: other.appId, otherName: other.name },
      ...{ code: null, answer: null, deliveryId: null, story: storyOf(told, said) },
    },
  ])
  return true
}

/** Only since a person last decided about this order: what came before is settled. */
async function readTellings(tx: Tx, orderId: string): Promise<readonly Told[]> {
  return tx<Told[]>`
    SELECT d.payload->>'appId' AS app_id, t.at, e.after->>'state' AS state, e.actor_name AS by
    FROM deliveries d JOIN delivery_attempts t ON t.delivery_id = d.id AND t.result = 'done' AND t.code <> 'undone'
    CROSS JOIN LATERAL (
      SELECT after, actor_name FROM order_events WHERE order_id = d.order_id AND recorded_at <= t.at
        AND changes && ARRAY['created', 'state', 'parcels'] ORDER BY seq DESC LIMIT 1) e
    WHERE d.order_id = ${orderId} AND d.kind IN ('channel.ship', 'channel.cancel') AND t.at > greatest(
      (SELECT max(resolved_at) FROM reviews WHERE order_id = ${orderId} AND cause = 'alternation'),
      (SELECT max(recorded_at) FROM order_events WHERE order_id = ${orderId} AND actor_kind = 'person' AND 'state' = ANY(changes)),
      '-infinity')
    ORDER BY t.at`
}

async function readSayings(tx: Tx, orderId: string): Promise<readonly Said[]> {
  return tx<Said[]>`
    SELECT a.app_id, a.claimed->>'state' AS state, (a.claimed->>'version')::float8 AS version,
      coalesce(a.native_status, '') AS native_status, a.recorded_at, a.actor_name AS name
    FROM attempts a WHERE a.order_id = ${orderId} AND a.app_id IS NOT NULL AND a.claimed ? 'version'
    ORDER BY a.recorded_at, version`
}

/** Both sides, as they spoke; of what a system said again only the first time. */
function storyOf(told: readonly Told[], said: readonly Said[]): readonly ReviewStory[] {
  const first = told[0]?.at ?? null
  const tellings = told.map(({ at, state, by }) => ({ at, entry: entryOf('told', state, at, { by, native: null }) }))
  const sayings = said
    .filter(
      (one, index) =>
        first !== null &&
        one.recordedAt >= first &&
        said.findIndex((other) => other.appId === one.appId && other.version === one.version) === index,
    )
    .map(({ recordedAt: at, state, name, nativeStatus }) => ({
      at,
      entry: entryOf('said', state, at, { by: name, native: nativeStatus }),
    }))
  return [...tellings, ...sayings]
    .sort((a, b) => a.at.getTime() - b.at.getTime())
    .slice(-LONGEST_STORY)
    .map((one) => one.entry)
}

function entryOf(
  kind: ReviewStory['kind'],
  state: OrderState,
  at: Date,
  { by, native }: { by: string; native: string | null },
): ReviewStory {
  return { kind, state, at: at.toISOString(), by, nativeStatus: native }
}
