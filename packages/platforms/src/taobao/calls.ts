import { backwardPageOf, nextBackwardCursor } from '../backward-pages.ts'
import { answerOf } from '../call-answer.ts'
import { chinaTimeAt, formatChinaTime } from '../china-time.ts'
import {
  type AfterSaleSnapshot,
  type Call,
  type ChangedPage,
  type ChannelCalls,
  type OrderSnapshot,
  UnreadableMessage,
} from '../driver.ts'
import { booleanAt, needInteger, needObject, needText, objectAt, objectsAt } from '../json-field.ts'
import type { JsonObject } from '../lossless-json.ts'
import { REFUND_FIELDS, readTaobaoRefund, readTaobaoTrade, TRADE_FIELDS } from './order.ts'
import { topReader, topRequest } from './request.ts'
import { taobaoCancel, taobaoCarriers, taobaoShip } from './ship.ts'

const TAOBAO_PAGE_SIZE = 100
/** One day is allowed, thirty minutes are recommended (official TOP documentation). */
const WINDOW_MS = 30 * 60 * 1000

const readOrder: Call<{ orderNumber: string }, OrderSnapshot> = {
  request: (access, { orderNumber }, now) =>
    topRequest(
      access,
      {
        method: 'taobao.trade.fullinfo.get',
        params: { tid: orderNumber, fields: TRADE_FIELDS, include_oaid: 'true' },
      },
      now,
    ),
  answer: (reply) =>
    answerOf(
      reply,
      topReader('trade_fullinfo_get_response', (root) => readTaobaoTrade(needObject(root, 'trade'))),
    ),
}

const readAfterSale: Call<{ afterSaleNumber: string; orderNumber: string }, AfterSaleSnapshot> = {
  request: (access, { afterSaleNumber }, now) =>
    topRequest(
      access,
      { method: 'taobao.refund.get', params: { refund_id: afterSaleNumber, fields: REFUND_FIELDS } },
      now,
    ),
  answer: (reply) =>
    answerOf(
      reply,
      topReader('refund_get_response', (root) => readTaobaoRefund(needObject(root, 'refund'))),
    ),
}

const listChanged: NonNullable<ChannelCalls['listChanged']> = {
  maxWindowMs: WINDOW_MS,
  lagMs: 0,
  request: (access, { from, to, cursor }, now) =>
    topRequest(
      access,
      {
        method: 'taobao.trades.sold.increment.get',
        params: {
          fields: 'tid,modified',
          start_modified: formatChinaTime(from),
          end_modified: formatChinaTime(to),
          page_no: String(backwardPageOf(cursor)),
          page_size: String(TAOBAO_PAGE_SIZE),
          use_has_next: 'false',
        },
      },
      now,
    ),
  answer: (reply, { cursor }) =>
    answerOf(
      reply,
      topReader('trades_sold_increment_get_response', (root) => readPage(root, cursor)),
    ),
}

/**
 * Without `topics` a seller has all that the app subscribes to, which the platform recommends: a list replaces what other
 * software of the same app needs. Source: official TOP documentation.
 */
const permitMessages: Call<Record<string, never>, 'permitted'> = {
  request: (access, _input, now) => topRequest(access, { method: 'taobao.tmc.user.permit', params: {} }, now),
  answer: (reply) =>
    answerOf(
      reply,
      topReader('tmc_user_permit_response', (root) => {
        if (booleanAt(root, 'is_success') === true) return 'permitted' as const
        throw new UnreadableMessage('The reply does not say that messages are permitted.')
      }),
    ),
}

export const taobaoCalls: ChannelCalls = {
  readOrder,
  readAfterSale,
  listChanged,
  listCarriers: taobaoCarriers,
  ship: taobaoShip,
  cancel: taobaoCancel,
  permitMessages,
}

function readPage(root: JsonObject, cursor: string | null): ChangedPage {
  const orders = objectsAt(objectAt(root, 'trades') ?? {}, 'trade').map((trade) => ({
    orderNumber: needText(trade, 'tid'),
    version: chinaTimeAt(trade, 'modified')?.getTime() ?? null,
  }))
  return { orders, next: nextBackwardCursor(cursor, needInteger(root, 'total_results'), TAOBAO_PAGE_SIZE) }
}
