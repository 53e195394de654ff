import type { OrderState } from '@baton/contract'
import { DRIVERS } from '@baton/platforms'
import type { ChannelApp, ChannelShop } from '../catalogue/index.ts'
import { type AppCache, callPlatform, fetchLater, PlatformFailure } from '../channels/index.ts'
import type { Context } from '../runtime/context.ts'
import { readYardstick } from './roll.ts'
import { agreesWith } from './tellings.ts'

/** Orders fetched again per app and round; a round an hour. */
const SAMPLE = 20

interface Candidate {
  readonly id: string
  readonly shopId: string
  readonly nativeNumber: string
  readonly state: OrderState
  readonly signed: boolean
  readonly refunded: boolean
}

/**
 * Fetches some orders of each channel again and compares them with the hub, whatever was pushed. An order that disagrees is
 * queued to be fetched through the lock. A platform that does not answer ends its round; nothing is counted for what was not read.
 */
export async function sampleAgreement(ctx: Context, apps: AppCache): Promise<{ taken: number; differing: number }> {
  const total = { taken: 0, differing: 0 }
  for (const app of await apps.all()) {
    if (!app.enabled || app.actorKind !== 'channel' || !DRIVERS[app.platform].calls.readOrder) continue
    try {
      for (const order of await pick(ctx, app)) {
        const agrees = await compareAgain(ctx, app, order)
        if (agrees === null) continue
        total.taken += 1
        if (!agrees) total.differing += 1
      }
    } catch (error) {
      if (!(error instanceof PlatformFailure)) throw error
      ctx.log.warn({ err: error, app: app.name }, 'a round of samples ended early')
    }
  }
  return total
}

/** Orders of the last 30 days that nothing moved for an hour, at random. */
async function pick(ctx: Context, app: ChannelApp): Promise<readonly Candidate[]> {
  return ctx.sql<Candidate[]>`
    SELECT id, shop_id, native_number, state, signed, refunded FROM (
      SELECT * FROM orders WHERE shop_id = ANY(${app.shops.filter((shop) => shop.enabled).map((shop) => shop.id)}::uuid[])
        AND ordered_at > ${ctx.now()}::timestamptz - interval '30 days' ORDER BY ordered_at DESC LIMIT 5000) AS recent
    WHERE updated_at < ${ctx.now()}::timestamptz - interval '1 hour' ORDER BY random() LIMIT ${SAMPLE}`
}

/** Null where the word has no meaning: that is counted as unmapped, not as disagreement. */
async function compareAgain(ctx: Context, app: ChannelApp, order: Candidate): Promise<boolean | null> {
  const shop = app.shops.find((one): one is ChannelShop => one.id === order.shopId)
  const call = DRIVERS[app.platform].calls.readOrder
  if (!shop || !call) return null
  const { nativeStatus } = await callPlatform(ctx, { app, shop }, call, { orderNumber: order.nativeNumber })
  const { words, states } = await readYardstick(ctx)
  const word = words.find((one) => one.platform === app.platform && one.native === nativeStatus)
  const agrees = word ? agreesWith(word, order, states) : null
  if (agrees !== null)
    await ctx.sql`
      INSERT INTO agreement_samples (app_id, taken_at, order_id, word, agrees)
      VALUES (${app.id}, ${ctx.now()}, ${order.id}, ${nativeStatus}, ${agrees}) ON CONFLICT DO NOTHING`
  if (agrees !== true) await fetchLater(ctx, { app, shop }, order.nativeNumber)
  return agrees
}
