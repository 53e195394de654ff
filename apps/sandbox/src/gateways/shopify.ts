import {
  type GatewayCall,
  type HttpAnswer,
  isJsonObject,
  type JsonObject,
  objectAt,
  objectsAt,
  textAt,
} from '@baton/platforms'
import {
  CANCEL_MUTATION,
  CHANGED_QUERY,
  FULFIL_MUTATION,
  gidOf,
  numberOfGid,
  ORDER_QUERY,
  openShopifyRequest,
  renderGraphqlOrder,
  shopifyData,
  shopifyErrors,
  TO_FULFIL_QUERY,
} from '@baton/platforms/shopify'
import type { Order } from '../orders/order.ts'
import { snapshotOf } from '../orders/snapshot.ts'
import { linesLeft } from '../shipments/ship-order.ts'
import { type Gateway, type GatewayTools, wholeParam } from './gateway.ts'

/** The GraphQL Admin API of one shop, for the operations that Baton sends. */
export function shopifyGateway(tools: GatewayTools): Gateway {
  const shop = tools.channel.shops[0]
  return (request) => {
    const opening = openShopifyRequest(request, (token) =>
      token !== '' && token === shop?.fields.accessToken ? shop.nativeNumber : null,
    )
    return opening.ok ? answer(opening.call, tools) : opening.reply
  }
}

function answer({ method, params }: GatewayCall, tools: GatewayTools): HttpAnswer {
  const named = (key: string) => find(tools, textAt(params, key))
  switch (method) {
    case ORDER_QUERY.name: {
      const order = named('id')
      return shopifyData({ order: order === undefined ? null : renderGraphqlOrder(snapshotOf(order)) })
    }
    case CHANGED_QUERY.name:
      return changedPage(params, tools)
    case TO_FULFIL_QUERY.name: {
      const order = named('id')
      return shopifyData({ order: order === undefined ? null : toFulfil(order) })
    }
    case FULFIL_MUTATION.name:
      return fulfilled(objectAt(params, 'fulfillment') ?? {}, tools)
    case CANCEL_MUTATION.name: {
      const order = named('orderId')
      const done = order !== undefined && tools.ships.cancel(order)
      const errors = done ? [] : [{ field: ['orderId'], message: 'The order cannot be cancelled.', code: 'INVALID' }]
      const job = done ? { id: 'gid://shopify/Job/1' } : null
      return shopifyData({ orderCancel: { job, orderCancelUserErrors: errors, userErrors: [] } })
    }
    default:
      return shopifyErrors([{ message: `Unknown operation named "${method}"` }])
  }
}

function find({ book, channel }: GatewayTools, gid: string | null): Order | undefined {
  try {
    const order = gid === null ? undefined : book.find(numberOfGid(gid))
    return order?.channel === channel ? order : undefined
  } catch {
    return undefined
  }
}

/** One fulfilment order per order; each of its lines is fulfilled whole. */
function toFulfil(order: Order) {
  const snapshot = snapshotOf(order)
  const left = linesLeft(order)
  const isOff = order.stage === 'closed' || order.stage === 'refunded'
  return {
    cancelledAt: order.stage === 'closed' ? new Date(order.version).toISOString() : null,
    fulfillments: snapshot.parcels.map(({ waybill }) => ({ status: 'SUCCESS', trackingInfo: [{ number: waybill }] })),
    fulfillmentOrders: {
      nodes: [
        {
          id: `gid://shopify/FulfillmentOrder/${order.number}`,
          status: isOff ? 'CANCELLED' : left.length === 0 ? 'CLOSED' : 'OPEN',
          lineItems: {
            nodes: snapshot.lines.map(({ lineNumber, quantity }) => ({
              id: `gid://shopify/FulfillmentOrderLineItem/${lineNumber}`,
              remainingQuantity: left.includes(lineNumber) ? quantity : 0,
              lineItem: { id: gidOf('LineItem', lineNumber) },
            })),
          },
        },
      ],
    },
  }
}

function fulfilled(input: JsonObject, tools: GatewayTools): HttpAnswer {
  const groups = objectsAt(input, 'lineItemsByFulfillmentOrder')
  const order = find(tools, groups[0] === undefined ? null : textAt(groups[0], 'fulfillmentOrderId'))
  const tracking = objectAt(input, 'trackingInfo') ?? {}
  const lineNumbers = groups
    .flatMap((group) => objectsAt(group, 'fulfillmentOrderLineItems'))
    .map((line) => numberOfGid(textAt(line, 'id') ?? ''))
  const parcel = { carrier: textAt(tracking, 'company') ?? '', waybill: textAt(tracking, 'number') ?? '', lineNumbers }
  if (order !== undefined && tools.ships.ship(order, { parcels: [parcel], requestKey: null }) === 'shipped') {
    const fulfillment = { id: `gid://shopify/Fulfillment/${order.number}${order.told.length}`, status: 'SUCCESS' }
    return shopifyData({ fulfillmentCreate: { fulfillment, userErrors: [] } })
  }
  const message = 'Fulfillment order line item is not fulfillable.'
  return shopifyData({ fulfillmentCreate: { fulfillment: null, userErrors: [{ field: ['fulfillment'], message }] } })
}

/** The search terms that Baton sends: a window of `updated_at`. */
function changedPage(params: JsonObject, { book, channel }: GatewayTools): HttpAnswer {
  const [from = '', to = ''] = [...(textAt(params, 'query') ?? '').matchAll(/updated_at:[<>]='([^']+)'/g)].map(
    (match) => match[1],
  )
  const shop = channel.shops[0]
  if (shop === undefined || Number.isNaN(Date.parse(from))) return shopifyErrors([{ message: 'Invalid search query' }])
  const first = wholeParam(isJsonObject(params) ? textAt(params, 'first') : null, { otherwise: 50, most: 250 })
  const start = Number(textAt(params, 'after') ?? '0') || 0
  const all = book.changed(shop, { from: Date.parse(from), to: Date.parse(to) })
  const nodes = all.slice(start, start + first).map((order) => ({
    id: gidOf('Order', order.number),
    updatedAt: new Date(order.version).toISOString(),
  }))
  const end = start + nodes.length
  return shopifyData({ orders: { nodes, pageInfo: { hasNextPage: end < all.length, endCursor: String(end) } } })
}
