import { randomUUID } from 'node:crypto'
import type { OrderSnapshot, TraceFact } from '@baton/platforms'
import { orderEvent, pushOwnShop, traceEvent } from '@baton/platforms/standard-webhooks'
import { sealFields } from '../catalogue/fields.ts'
import { saveApp } from '../catalogue/index.ts'
import { type AppCache, Receiver } from '../channels/index.ts'
import type { Context } from '../runtime/index.ts'

export const OWN_SHOP_SECRET = `whsec_${Buffer.from('a secret that only tests know 1234').toString('base64')}`

/** An own shop that pushes signed events into Baton, as a merchant's system would. */
export interface TestShop {
  readonly appId: string
  readonly shopId: string
  readonly pushKey: string
  readonly receiver: Receiver
  readonly apps: AppCache
  push(id: string, snapshot: OrderSnapshot): Promise<number>
  pushTrace(id: string, trace: TraceFact): Promise<number>
}

export async function openTestShop(ctx: Context): Promise<TestShop> {
  const { id: appId } = await saveApp(ctx, {
    platform: 'own-shop',
    name: '自有商城',
    fields: { secret: OWN_SHOP_SECRET },
    endpoints: {},
  })
  const shopId = randomUUID()
  await ctx.sql`
    INSERT INTO shops (id, app_id, platform, name, native_number, fields, created_at, updated_at)
    VALUES (${shopId}, ${appId}, 'own-shop', '旗舰店', 'S1', ${sealFields(ctx.secrets, `shops.fields:${shopId}`, {})},
            ${ctx.now()}, ${ctx.now()})`
  const receiver = new Receiver(ctx)
  const [app] = await receiver.apps.all()
  const pushKey = app?.pushKey ?? ''
  const send = async (id: string, event: Parameters<typeof pushOwnShop>[1]['event']) => {
    const push = pushOwnShop([OWN_SHOP_SECRET], { id, event, sentAt: ctx.now() })
    const received = await receiver.receive({ platform: 'own-shop', pushKey }, push, '192.0.2.1')
    return received.kind === 'unknown' ? 404 : received.answer.status
  }
  return {
    appId,
    shopId,
    pushKey,
    receiver,
    apps: receiver.apps,
    push: (id, snapshot) => send(id, orderEvent('order.updated', snapshot, new Date(snapshot.version))),
    pushTrace: (id, trace) => send(id, traceEvent(trace)),
  }
}
