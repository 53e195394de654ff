import { pushWoo, renderWooOrder } from '@baton/platforms/woocommerce'
import { touchesOrder } from '../orders/apply-change.ts'
import type { Change, Order } from '../orders/order.ts'
import { snapshotOf } from '../orders/snapshot.ts'
import type { Moment } from './compose.ts'
import type { Draft } from './message.ts'

/** One webhook for each change that the order shows; parcels are nothing that WooCommerce knows. */
export function wooMessages(order: Order, change: Change, moment: Moment): readonly Draft[] {
  if (!touchesOrder(order, change)) return []
  const topic = change === 'created' ? 'order.created' : 'order.updated'
  const deliveryId = moment.nextId().toString(16).padStart(32, '0')
  const { webhookSecret = '' } = order.channel.fields
  const source = `${order.shop.address ?? ''}/`
  const push = () => pushWoo(webhookSecret, { topic, deliveryId, source, payload: renderWooOrder(snapshotOf(order)) })
  return [{ id: deliveryId, topic, wire: { kind: 'http', push } }]
}
