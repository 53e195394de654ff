import { answerOf, type ReplyReader } from '../call-answer.ts'
import type {
  AfterSaleSnapshot,
  Call,
  ChannelCalls,
  IssuedToken,
  OrderSnapshot,
  PlatformFault,
  PlatformRequest,
  ShopAccess,
} from '../driver.ts'
import { booleanAt, integerAt, listAt, needInteger, needObject, needText, objectAt, textAt } from '../json-field.ts'
import { isJsonNumber, type JsonObject, type JsonToWrite, stringifyJson } from '../lossless-json.ts'
import { readWeixinAfterSale, readWeixinOrder } from './order.ts'

export const WEIXIN_PAGE_SIZE = 100
/** A window may span at most seven days (official documentation). */
const WINDOW_MS = 7 * 24 * 3600 * 1000
/** Token invalid, missing or expired: fetch a new one and repeat once (official global return codes). */
const TOKEN_CODES: readonly number[] = [40001, 40014, 41001, 42001]
/** System busy, and the limits of calls per minute and per day. */
const LATER_CODES: readonly number[] = [-1, 45009, 45011]

const readOrder: Call<{ orderNumber: string }, OrderSnapshot> = {
  request: (access, { orderNumber }) => weixinRequest(access, '/channels/ec/order/get', { order_id: orderNumber }),
  answer: (reply) =>
    answerOf(
      reply,
      readerOf('order', (root) => readWeixinOrder(needObject(root, 'order'))),
    ),
}

const readAfterSale: Call<{ afterSaleNumber: string; orderNumber: string }, AfterSaleSnapshot> = {
  request: (access, { afterSaleNumber }) =>
    weixinRequest(access, '/channels/ec/aftersale/getaftersaleorder', { after_sale_order_id: afterSaleNumber }),
  answer: (reply, _input, now) =>
    answerOf(
      reply,
      readerOf('after_sale_order', (root) => readWeixinAfterSale(needObject(root, 'after_sale_order'), now)),
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
      faultOf,
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
const refreshToken: Call<Record<string, never>, IssuedToken> = {
  request: (access) => {
    const { appId = '', appSecret = '' } = access.app
    return post(`${access.endpoints.gateway ?? ''}/cgi-bin/stable_token`, {
      grant_type: 'client_credential',
      appid: appId,
      secret: appSecret,
      force_refresh: false,
    })
  },
  answer: (reply) =>
    answerOf(reply, {
      faultOf,
      read: (root) => ({
        accessToken: needText(root, 'access_token'),
        refreshToken: null,
        expiresInSeconds: needInteger(root, 'expires_in'),
      }),
    }),
}

export const weixinShopCalls: ChannelCalls = { readOrder, readAfterSale, listChanged, refreshToken }

function weixinRequest(access: ShopAccess, path: string, body: JsonToWrite): PlatformRequest {
  const token = encodeURIComponent(access.shop.accessToken ?? '')
  return post(`${access.endpoints.gateway ?? ''}${path}?access_token=${token}`, body)
}

function post(url: string, body: JsonToWrite): PlatformRequest {
  return { method: 'POST', url, headers: { 'content-type': 'application/json' }, body: stringifyJson(body) }
}

/** A success that does not hold the thing asked for counts as absent: the documented codes name no such case. */
function readerOf<T>(key: string, read: (root: JsonObject) => T): ReplyReader<T> {
  const absent: PlatformFault = { code: 'absent', message: `The reply holds no ${key}.`, action: 'absent' }
  const isAbsent = (root: JsonObject) => integerAt(root, 'errcode') === 0 && objectAt(root, key) === null
  return { faultOf: (root) => faultOf(root) ?? (isAbsent(root) ? absent : null), read }
}

function faultOf(root: JsonObject): PlatformFault | null {
  const code = integerAt(root, 'errcode') ?? 0
  if (code === 0) return null
  return { code: String(code), message: textAt(root, 'errmsg') ?? '', action: actionOf(code) }
}

function actionOf(code: number): PlatformFault['action'] {
  if (TOKEN_CODES.includes(code)) return 'token'
  return LATER_CODES.includes(code) ? 'later' : 'never'
}
