import { backwardPageOf, nextBackwardCursor } from '../backward-pages.ts'
import { answerOf } from '../call-answer.ts'
import { chinaTimeAt } from '../china-time.ts'
import {
  type AfterSaleSnapshot,
  type Call,
  type ChangedPage,
  type ChannelCalls,
  type IssuedToken,
  type OrderSnapshot,
  type PlatformFault,
  UnreadableMessage,
} from '../driver.ts'
import { booleanAt, needInteger, needObject, needText, objectAt, objectsAt } from '../json-field.ts'
import type { JsonObject } from '../lossless-json.ts'
import { readPddOrder, readPddRefund } from './order.ts'
import { popFaultOf, popReader, popRequest } from './request.ts'
import { pddCarriers, pddShip } from './ship.ts'
import { readPddToken } from './token.ts'

const PDD_PAGE_SIZE = 100
/** Windows of at most 30 minutes that end at least 3 minutes ago (official documentation). */
const WINDOW_MS = 30 * 60 * 1000
const LAG_MS = 3 * 60 * 1000

const readOrder: Call<{ orderNumber: string }, OrderSnapshot> = {
  request: (access, { orderNumber }, now) =>
    popRequest(access, { type: 'pdd.order.information.get', params: { order_sn: orderNumber } }, now),
  answer: (reply) =>
    answerOf(reply, {
      faultOf: (root) => popFaultOf(root) ?? absentOrder(root),
      read: (root) => readPddOrder(needObject(needObject(root, 'order_info_get_response'), 'order_info')),
    }),
}

/** The reply has no wrapping key, unlike all others (official sample); a wrapped one is taken too. */
const readAfterSale: Call<{ afterSaleNumber: string; orderNumber: string }, AfterSaleSnapshot> = {
  request: (access, { afterSaleNumber, orderNumber }, now) =>
    popRequest(
      access,
      { type: 'pdd.refund.information.get', params: { order_sn: orderNumber, after_sales_id: afterSaleNumber } },
      now,
    ),
  answer: (reply) =>
    answerOf(
      reply,
      popReader((root) => readPddRefund(objectAt(root, 'refund_information_get_response') ?? root)),
    ),
}

const listChanged: NonNullable<ChannelCalls['listChanged']> = {
  maxWindowMs: WINDOW_MS,
  lagMs: LAG_MS,
  request: (access, { from, to, cursor }, now) =>
    popRequest(
      access,
      {
        type: 'pdd.order.number.list.increment.get',
        params: {
          is_lucky_flag: '0',
          order_status: '5',
          refund_status: '5',
          start_updated_at: String(Math.floor(from.getTime() / 1000)),
          end_updated_at: String(Math.floor(to.getTime() / 1000)),
          page: String(backwardPageOf(cursor)),
          page_size: String(PDD_PAGE_SIZE),
          use_has_next: 'false',
        },
      },
      now,
    ),
  answer: (reply, { cursor }) =>
    answerOf(
      reply,
      popReader((root) => readPage(needObject(root, 'order_sn_increment_get_response'), cursor)),
    ),
}

const refreshToken: Call<Record<string, never>, IssuedToken> = {
  request: (access, _input, now) =>
    popRequest(
      { ...access, shop: {} },
      { type: 'pdd.pop.auth.token.refresh', params: { refresh_token: access.shop.refreshToken ?? '' } },
      now,
    ),
  answer: (reply) =>
    answerOf(
      reply,
      popReader((root) => readPddToken(needObject(root, 'pop_auth_token_refresh_response'))),
    ),
}

/** Without `topics` a shop has all that the app subscribes to, as with Taobao (official documentation). */
const permitMessages: Call<Record<string, never>, 'permitted'> = {
  request: (access, _input, now) => popRequest(access, { type: 'pdd.pmc.user.permit', params: {} }, now),
  answer: (reply) =>
    answerOf(
      reply,
      popReader((root) => {
        if (booleanAt(needObject(root, 'pmc_user_permit_response'), 'is_success') === true) return 'permitted' as const
        throw new UnreadableMessage('The reply does not say that messages are permitted.')
      }),
    ),
}

export const pddCalls: ChannelCalls = {
  readOrder,
  readAfterSale,
  listChanged,
  refreshToken,
  listCarriers: pddCarriers,
  ship: pddShip,
  permitMessages,
}

/** A success without `order_info`: the platform documents no code of its own for an unknown number. */
function absentOrder(root: JsonObject): PlatformFault | null {
  const response = objectAt(root, 'order_info_get_response')
  if (response === null || objectAt(response, 'order_info') !== null) return null
  return { code: 'absent', message: 'The reply holds no order_info.', action: 'absent' }
}

function readPage(root: JsonObject, cursor: string | null): ChangedPage {
  const orders = objectsAt(root, 'order_sn_list').map((order) => ({
    orderNumber: needText(order, 'order_sn'),
    version: chinaTimeAt(order, 'updated_at')?.getTime() ?? null,
  }))
  return { orders, next: nextBackwardCursor(cursor, needInteger(root, 'total_count'), PDD_PAGE_SIZE) }
}
