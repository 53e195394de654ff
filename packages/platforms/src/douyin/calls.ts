import { backwardPageOf, nextBackwardCursor } from '../backward-pages.ts'
import { answerOf, type ReplyReader } from '../call-answer.ts'
import type {
  AfterSaleSnapshot,
  Call,
  ChangedPage,
  ChannelCalls,
  IssuedToken,
  OrderSnapshot,
  PlatformFault,
  PlatformRequest,
  ShopAccess,
} from '../driver.ts'
import {
  integerAt,
  needInteger,
  needObject,
  needText,
  objectAt,
  objectsAt,
  textAt,
  unixSecondsAt,
} from '../json-field.ts'
import type { JsonObject, JsonToWrite } from '../lossless-json.ts'
import { readDouyinAfterSale, readDouyinOrder } from './order.ts'
import { signRequest, sortedParamJson } from './sign.ts'

export const DOUYIN_PAGE_SIZE = 100
const DAY_MS = 24 * 3600 * 1000
/** Sub-codes of the platform's own table after which its SDK refreshes the token and repeats. */
const TOKEN_SUB_CODES = ['isv.access-token-expired', 'isv.access-token-no-existed']

const readOrder: Call<{ orderNumber: string }, OrderSnapshot> = {
  request: (access, { orderNumber }, now) =>
    douyinRequest(access, { path: '/order/orderDetail', params: { shop_order_id: orderNumber } }, now),
  answer: (reply) =>
    answerOf(
      reply,
      readerOf('shop_order_detail', (data) => readDouyinOrder(needObject(data, 'shop_order_detail'))),
    ),
}

const readAfterSale: Call<{ afterSaleNumber: string; orderNumber: string }, AfterSaleSnapshot> = {
  request: (access, { afterSaleNumber }, now) =>
    douyinRequest(access, { path: '/afterSale/Detail', params: { after_sale_id: afterSaleNumber } }, now),
  answer: (reply) => answerOf(reply, readerOf('process_info', readDouyinAfterSale)),
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
      reader((data) => readPage(data, cursor)),
    ),
}

const refreshToken: Call<Record<string, never>, IssuedToken> = {
  request: (access, _input, now) =>
    douyinRequest(
      { ...access, shop: {} },
      {
        path: '/token/refresh',
        params: { grant_type: 'refresh_token', refresh_token: access.shop.refreshToken ?? '' },
      },
      now,
    ),
  answer: (reply) =>
    answerOf(
      reply,
      reader((data) => ({
        accessToken: needText(data, 'access_token'),
        refreshToken: textAt(data, 'refresh_token'),
        expiresInSeconds: needInteger(data, 'expires_in'),
      })),
    ),
}

export const douyinCalls: ChannelCalls = { readOrder, readAfterSale, listChanged, refreshToken }

/** Source: official Doudian SDK (common parameters in the query, `param_json` as body, new error codes asked for by header). */
function douyinRequest(
  access: ShopAccess,
  call: { readonly path: string; readonly params: Readonly<Record<string, JsonToWrite>> },
  now: Date,
): PlatformRequest {
  const { appKey = '', appSecret = '' } = access.app
  const method = call.path.slice(1).replaceAll('/', '.')
  const paramJson = sortedParamJson(call.params)
  const timestamp = String(Math.floor(now.getTime() / 1000))
  const sign = signRequest(appSecret, { appKey, method, paramJson, timestamp })
  const query = new URLSearchParams({ app_key: appKey, method, timestamp, v: '2', sign_method: 'hmac-sha256', sign })
  if (access.shop.accessToken) query.set('access_token', access.shop.accessToken)
  return {
    method: 'POST',
    url: `${access.endpoints.gateway ?? ''}${call.path}?${query}`,
    headers: { 'content-type': 'application/json;charset=UTF-8', from: 'sdk', 'x-open-no-old-err-code': '1' },
    body: paramJson,
  }
}

function reader<T>(read: (data: JsonObject) => T): ReplyReader<T> {
  return { faultOf, read: (root) => read(needObject(root, 'data')) }
}

/** A success that does not hold the thing asked for: the platform documents no code of its own for that. */
function readerOf<T>(key: string, read: (data: JsonObject) => T): ReplyReader<T> {
  const absent: PlatformFault = { code: 'absent', message: `The reply holds no ${key}.`, action: 'absent' }
  return {
    faultOf: (root) => faultOf(root) ?? (objectAt(objectAt(root, 'data') ?? {}, key) === null ? absent : null),
    read: (root) => read(needObject(root, 'data')),
  }
}

/** Success is code 10000, or `err_no`/`code` 0 for old apps. `isp.` is the platform's fault, `isv.` ours (platform error table). */
function faultOf(root: JsonObject): PlatformFault | null {
  const code = integerAt(root, 'code') ?? integerAt(root, 'err_no')
  if (code === 10000 || code === 0) return null
  const subCode = textAt(root, 'sub_code') ?? ''
  const message = textAt(root, 'sub_msg') ?? textAt(root, 'msg') ?? textAt(root, 'message') ?? ''
  return { code: [code ?? 'unknown', subCode].filter(Boolean).join(' '), message, action: actionOf(subCode) }
}

function actionOf(subCode: string): PlatformFault['action'] {
  if (TOKEN_SUB_CODES.includes(subCode)) return 'token'
  if (subCode.startsWith('isp.')) return 'later'
  return 'never'
}

function readPage(data: JsonObject, cursor: string | null): ChangedPage {
  const orders = objectsAt(data, 'shop_order_list').map((order) => ({
    orderNumber: needText(order, 'order_id'),
    version: unixSecondsAt(order, 'update_time')?.getTime() ?? null,
  }))
  return { orders, next: nextBackwardCursor(cursor, needInteger(data, 'total'), DOUYIN_PAGE_SIZE) }
}
