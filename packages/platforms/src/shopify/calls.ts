import type { Answer, Call, ChannelCalls, OrderSnapshot } from '../driver.ts'
import { instantAt } from '../instants.ts'
import { booleanAt, fieldAt, needObject, needText, textAt } from '../json-field.ts'
import { isJsonObject } from '../lossless-json.ts'
import { gidOf, nodesAt, numberOfGid, ORDER_FIELDS, readGraphqlOrder } from './graphql-order.ts'
import { graphqlAnswer, graphqlRequest } from './request.ts'
import { shopifyCancel, shopifyShip } from './ship.ts'

const SHOPIFY_PAGE_SIZE = 100
const DAY_MS = 24 * 3600 * 1000

export const ORDER_QUERY = {
  name: 'BatonOrder',
  query: `query BatonOrder($id: ID!) { order(id: $id) {${ORDER_FIELDS} } }`,
}
export const CHANGED_QUERY = {
  name: 'BatonChanged',
  query: `query BatonChanged($query: String!, $first: Int!, $after: String) {
  orders(query: $query, first: $first, after: $after, sortKey: UPDATED_AT) {
    nodes { id updatedAt } pageInfo { hasNextPage endCursor }
  }
}`,
}

const readOrder: Call<{ orderNumber: string }, OrderSnapshot> = {
  request: (access, { orderNumber }) => graphqlRequest(access, ORDER_QUERY, { id: gidOf('Order', orderNumber) }),
  answer: (reply) =>
    present(
      graphqlAnswer(reply, (data) => {
        const order = fieldAt(data, 'order')
        return isJsonObject(order) ? readGraphqlOrder(order) : null
      }),
    ),
}

/** Sorted by change time with a cursor: an order that changes meanwhile moves to the end and is not passed over. */
const listChanged: NonNullable<ChannelCalls['listChanged']> = {
  maxWindowMs: DAY_MS,
  lagMs: 0,
  request: (access, { from, to, cursor }) =>
    graphqlRequest(access, CHANGED_QUERY, {
      query: `updated_at:>='${from.toISOString()}' updated_at:<='${to.toISOString()}'`,
      first: SHOPIFY_PAGE_SIZE,
      after: cursor,
    }),
  answer: (reply) =>
    graphqlAnswer(reply, (data) => {
      const orders = needObject(data, 'orders')
      const page = needObject(orders, 'pageInfo')
      return {
        orders: nodesAt(data, 'orders').map((order) => ({
          orderNumber: numberOfGid(needText(order, 'id')),
          version: instantAt(order, 'updatedAt')?.getTime() ?? null,
        })),
        next: booleanAt(page, 'hasNextPage') === true ? textAt(page, 'endCursor') : null,
      }
    }),
}

export const shopifyCalls: ChannelCalls = { readOrder, listChanged, ship: shopifyShip, cancel: shopifyCancel }

/** `order` is null for a number the shop does not have. */
function present<T>(answer: Answer<T | null>): Answer<T> {
  if (!answer.ok) return answer
  if (answer.value !== null) return { ok: true, value: answer.value }
  return { ok: false, fault: { code: 'absent', message: 'The shop has no such order.', action: 'absent' } }
}
