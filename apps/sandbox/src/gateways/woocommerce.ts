import { type GatewayCall, type HttpAnswer, type JsonObject, textAt } from '@baton/platforms'
import { openWooRequest, renderWooOrder, WOO_FAULTS, wooFailure, wooSuccess } from '@baton/platforms/woocommerce'
import type { Order } from '../orders/order.ts'
import { snapshotOf } from '../orders/snapshot.ts'
import { type Gateway, type GatewayTools, pageOf, wholeParam } from './gateway.ts'

const SECOND = 1000

/** REST API v3 of one shop: it believes every note and every status that the key may write. */
export function wooGateway(tools: GatewayTools): Gateway {
  const { consumerKey, consumerSecret = null } = tools.channel.fields
  return (request) => {
    const opening = openWooRequest(request, (key) => (key === consumerKey ? consumerSecret : null))
    return opening.ok ? answer(opening.call, tools) : opening.reply
  }
}

function answer({ method, params }: GatewayCall, tools: GatewayTools): HttpAnswer {
  if (method === 'GET /orders') return changedPage(params, tools)
  const [, verb, number = '', notes] = /^(GET|PUT|POST) \/orders\/(\d+)(\/notes)?$/.exec(method) ?? []
  const order = tools.book.find(number)
  if (verb === undefined) return wooFailure(WOO_FAULTS.routeAbsent)
  if (order?.channel !== tools.channel) return wooFailure(WOO_FAULTS.orderAbsent)
  if (notes !== undefined) return verb === 'POST' ? noted(order, params, tools) : wooSuccess(notesOf(order))
  if (verb === 'GET') return wooSuccess(renderWooOrder(snapshotOf(order)))
  return verb === 'PUT' ? written(order, params, tools) : wooFailure(WOO_FAULTS.routeAbsent)
}

function notesOf(order: Order) {
  return order.notes.map((note, at) => ({ id: at + 1, note, customer_note: true }))
}

/** A note to the customer is an e-mail: the same one twice is a shipment told twice. */
function noted(order: Order, params: JsonObject, { ships }: GatewayTools): HttpAnswer {
  const note = textAt(params, 'note') ?? ''
  const [, carrier = '', waybill = note] = /^(.*) (\S+)$/.exec(note) ?? []
  ships.noteUnguarded(order, { carrier, waybill, lineNumbers: [] }, null)
  order.notes.push(note)
  return wooSuccess({ id: order.notes.length, note, customer_note: true }, 201)
}

function written(order: Order, params: JsonObject, { ships }: GatewayTools): HttpAnswer {
  const status = textAt(params, 'status')
  if (status === 'completed') ships.complete(order)
  else if (status === 'cancelled') ships.cancel(order)
  else return wooFailure(WOO_FAULTS.parameter)
  return wooSuccess(renderWooOrder(snapshotOf(order)))
}

function changedPage(params: JsonObject, { book, channel }: GatewayTools): HttpAnswer {
  const at = (key: string) => Date.parse(`${textAt(params, key) ?? ''}Z`)
  const [after, before] = [at('modified_after'), at('modified_before')]
  const shop = channel.shops[0]
  if (shop === undefined || Number.isNaN(after + before) || textAt(params, 'dates_are_gmt') !== 'true') {
    return wooFailure(WOO_FAULTS.parameter)
  }
  const page = wholeParam(textAt(params, 'page'), { otherwise: 1, most: 1_000_000 })
  const size = wholeParam(textAt(params, 'per_page'), { otherwise: 10, most: 100 })
  const all = book.changed(shop, { from: after + SECOND, to: before - SECOND })
  return wooSuccess(pageOf(all, { page, size }).map((order) => renderWooOrder(snapshotOf(order))))
}
