import { backwardPageOf, nextBackwardCursor } from '../backward-pages.ts'
import { answerOf } from '../call-answer.ts'
import type { AfterSaleSnapshot, Call, ChangedPage, ChannelCalls, OrderSnapshot } from '../driver.ts'
import { needInteger, needObject, needText, objectsAt, unixSecondsAt } from '../json-field.ts'
import type { JsonObject } from '../lossless-json.ts'
import { readDouyinAfterSale, readDouyinOrder } from './order.ts'
import { douyinReader, douyinReaderOf, douyinRequest } from './request.ts'
import { douyinCarriers, douyinShip } from './ship.ts'
import { issueDouyinToken, refreshDouyinToken } from './token.ts'

const DOUYIN_PAGE_SIZE = 100
const DAY_MS = 24 * 3600 * 1000

const readOrder: Call<{ orderNumber: string }, OrderSnapshot> = {
  request: (access, { orderNumber }, now) =>
    douyinRequest(access, { path: '/order/orderDetail', params: { shop_order_id: orderNumber } }, now),
  answer: (reply) =>
    answerOf(
      reply,
      douyinReaderOf('shop_order_detail', (data) => readDouyinOrder(needObject(data, 'shop_order_detail'))),
    ),
}

const readAfterSale: Call<{ afterSaleNumber: string; orderNumber: string }, AfterSaleSnapshot> = {
  request: (access, { afterSaleNumber }, now) =>
    douyinRequest(access, { path: '/afterSale/Detail', params: { after_sale_id: afterSaleNumber } }, now),
  answer: (reply) => answerOf(reply, douyinReaderOf('process_info', readDouyinAfterSale)),
}

const listChanged: NonNullable<ChannelCalls['listChanged']> = {
  maxWindowMs: DAY_MS,
  lagMs: 0,
  request: (access, { from, to, cursor }, now) =>
    douyinRequest(
      access,
      {
        path: '/order/searchList',
        params: {
          size: DOUYIN_PAGE_SIZE,
          page: backwardPageOf(cursor) - 1,
          update_time_start: Math.floor(from.getTime() / 1000),
          update_time_end: Math.ceil(to.getTime() / 1000),
          order_by: 'update_time',
          order_asc: true,
        },
      },
      now,
    ),
  answer: (reply, { cursor }) =>
    answerOf(
      reply,
      douyinReader((data) => readPage(data, cursor)),
    ),
}

export const douyinCalls: ChannelCalls = {
  readOrder,
  readAfterSale,
  listChanged,
  refreshToken: refreshDouyinToken,
  issueToken: issueDouyinToken,
  listCarriers: douyinCarriers,
  ship: douyinShip,
}

function readPage(data: JsonObject, cursor: string | null): ChangedPage {
  const orders = objectsAt(data, 'shop_order_list').map((order) => ({
    orderNumber: needText(order, 'order_id'),
    version: unixSecondsAt(order, 'update_time')?.getTime() ?? null,
  }))
  return { orders, next: nextBackwardCursor(cursor, needInteger(data, 'total'), DOUYIN_PAGE_SIZE) }
}
