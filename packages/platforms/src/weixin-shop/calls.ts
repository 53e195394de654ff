import { answerOf } from '../call-answer.ts'
import type { AfterSaleSnapshot, Call, ChannelCalls, IssuedToken, OrderSnapshot } from '../driver.ts'
import { booleanAt, listAt, needInteger, needObject, needText, textAt } from '../json-field.ts'
import { isJsonNumber } from '../lossless-json.ts'
import { readWeixinAfterSale, readWeixinOrder } from './order.ts'
import { weixinFaultOf, weixinPost, weixinReaderOf, weixinRequest } from './request.ts'
import { weixinCarriers, weixinShip } from './ship.ts'

const WEIXIN_PAGE_SIZE = 100
/** A window may span at most seven days (official documentation). */
const WINDOW_MS = 7 * 24 * 3600 * 1000
const readOrder: Call<{ orderNumber: string }, OrderSnapshot> = {
  request: (access, { orderNumber }) => weixinRequest(access, '/channels/ec/order/get', { order_id: orderNumber }),
  answer: (reply) =>
    answerOf(
      reply,
      weixinReaderOf('order', (root) => readWeixinOrder(needObject(root, 'order'))),
    ),
}

const readAfterSale: Call<{ afterSaleNumber: string; orderNumber: string }, AfterSaleSnapshot> = {
  request: (access, { afterSaleNumber }) =>
    weixinRequest(access, '/channels/ec/aftersale/getaftersaleorder', { after_sale_order_id: afterSaleNumber }),
  answer: (reply, _input, now) =>
    answerOf(
      reply,
      weixinReaderOf('after_sale_order', (root) => readWeixinAfterSale(needObject(root, 'after_sale_order'), now)),
    ),
}

const listChanged: NonNullable<ChannelCalls['listChanged']> = {
  maxWindowMs: WINDOW_MS,
  lagMs: 0,
  request: (access, { from, to, cursor }) =>
    weixinRequest(access, '/channels/ec/order/list/get', {
      update_time_range: {
        start_time: Math.floor(from.getTime() / 1000),
        end_time: Math.ceil(to.getTime() / 1000),
      },
      page_size: WEIXIN_PAGE_SIZE,
      next_key: cursor ?? '',
    }),
  answer: (reply) =>
    answerOf(reply, {
      faultOf: weixinFaultOf,
      read: (root) => ({
        orders: listAt(root, 'order_id_list').flatMap((id) => {
          const orderNumber = typeof id === 'string' ? id : isJsonNumber(id) ? id.value : null
          return orderNumber === null ? [] : [{ orderNumber, version: null }]
        }),
        next: booleanAt(root, 'has_more') === true ? textAt(root, 'next_key') : null,
      }),
    }),
}

/** `stable_token`, because it leaves tokens of other callers valid. */
export const weixinRefreshToken: Call<Record<string, never>, IssuedToken> = {
  request: (access) => {
    const { appId = '', appSecret = '' } = access.app
    return weixinPost(`${access.endpoints.gateway ?? ''}/cgi-bin/stable_token`, {
      grant_type: 'client_credential',
      appid: appId,
      secret: appSecret,
      force_refresh: false,
    })
  },
  answer: (reply) =>
    answerOf(reply, {
      faultOf: weixinFaultOf,
      read: (root) => ({
        accessToken: needText(root, 'access_token'),
        refreshToken: null,
        expiresInSeconds: needInteger(root, 'expires_in'),
      }),
    }),
}

export const weixinShopCalls: ChannelCalls = {
  readOrder,
  readAfterSale,
  listChanged,
  refreshToken: weixinRefreshToken,
  listCarriers: weixinCarriers,
  ship: weixinShip,
}
