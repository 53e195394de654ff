import { type KeptMessage, type Reading, UnreadableMessage } from '../driver.ts'
import { objectAt, textAt, unixSecondsAt } from '../json-field.ts'
import { isJsonObject, type JsonObject, parseJson } from '../lossless-json.ts'

const ORDER_EVENTS = /^channels_ec_order_/
const AFTER_SALE_EVENT = 'channels_ec_aftersale_update'

/** The numbers an event carries; ids come as JSON numbers in some events and as text in others. */
export function weixinNumbers(event: JsonObject): { orderNumber: string | null; afterSaleNumber: string | null } {
  const update = objectAt(event, 'finder_shop_aftersale_status_update')
  const order = objectAt(event, 'order_info')
  return {
    orderNumber: (order && textAt(order, 'order_id')) ?? (update && textAt(update, 'order_id')),
    afterSaleNumber: update && textAt(update, 'after_sale_order_id'),
  }
}

/** What one decrypted event says: always a hint, the order itself is fetched. */
export function readWeixinShopMessage(message: KeptMessage): Reading {
  const event = parseJson(message.body)
  if (!isJsonObject(event)) throw new UnreadableMessage('The message is JSON, but not an object.')
  const name = textAt(event, 'Event') ?? textAt(event, 'MsgType')
  if (name === null) throw new UnreadableMessage('Field Event is missing.')
  const { orderNumber, afterSaleNumber } = weixinNumbers(event)
  if (orderNumber === null) {
    if (ORDER_EVENTS.test(name) || name === AFTER_SALE_EVENT) {
      throw new UnreadableMessage(`The event ${name} should name an order, but order_id is missing.`)
    }
    return { kind: 'nothing', why: `The event ${name} names no order.` }
  }
  const occurredAt = unixSecondsAt(event, 'CreateTime')
  if (afterSaleNumber !== null) return { kind: 'after_sale_hint', orderNumber, afterSaleNumber, occurredAt }
  return { kind: 'order_hint', orderNumber, occurredAt }
}
