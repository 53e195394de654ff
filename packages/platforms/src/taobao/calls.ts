import { backwardPageOf, nextBackwardCursor } from '../backward-pages.ts'
import { answerOf, type ReplyReader } from '../call-answer.ts'
import { chinaTimeAt, formatChinaTime } from '../china-time.ts'
import type {
  AfterSaleSnapshot,
  Call,
  ChangedPage,
  ChannelCalls,
  OrderSnapshot,
  PlatformFault,
  PlatformRequest,
  ShopAccess,
} from '../driver.ts'
import { integerAt, needInteger, needObject, needText, objectAt, objectsAt, textAt } from '../json-field.ts'
import type { JsonObject } from '../lossless-json.ts'
import { REFUND_FIELDS, readTaobaoRefund, readTaobaoTrade, TRADE_FIELDS } from './order.ts'
import { signTop } from './sign.ts'

export const TAOBAO_PAGE_SIZE = 100
/** One day is allowed, thirty minutes are recommended (official TOP documentation). */
const WINDOW_MS = 30 * 60 * 1000
const TOKEN_CODES: readonly number[] = [26, 27]
const CALL_LIMIT_CODE = 7
const ABSENT_SUB_CODE = 'isv.trade-not-exist'

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
      reader('trade_fullinfo_get_response', (root) => readTaobaoTrade(needObject(root, 'trade'))),
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
      reader('refund_get_response', (root) => readTaobaoRefund(needObject(root, 'refund'))),
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
      reader('trades_sold_increment_get_response', (root) => readPage(root, cursor)),
    ),
}

export const taobaoCalls: ChannelCalls = { readOrder, readAfterSale, listChanged }

/** Source: official TOP documentation, common parameters; `timestamp` is GMT+8 wall clock. */
function topRequest(
  access: ShopAccess,
  call: { readonly method: string; readonly params: Readonly<Record<string, string>> },
  now: Date,
): PlatformRequest {
  const { appKey = '', appSecret = '' } = access.app
  const params: Record<string, string> = {
    ...call.params,
    method: call.method,
    app_key: appKey,
    session: access.shop.accessToken ?? '',
    timestamp: formatChinaTime(now),
    format: 'json',
    v: '2.0',
    sign_method: 'md5',
  }
  const body = new URLSearchParams({ ...params, sign: signTop(appSecret, params) }).toString()
  return {
    method: 'POST',
    url: access.endpoints.gateway ?? '',
    headers: { 'content-type': 'application/x-www-form-urlencoded;charset=utf-8' },
    body,
  }
}

function reader<T>(rootKey: string, read: (root: JsonObject) => T): ReplyReader<T> {
  return { faultOf, read: (root) => read(needObject(root, rootKey)) }
}

/** `isp.` is the platform's fault, `isv.` ours; 7 is the call limit, 26 and 27 the session. */
function faultOf(root: JsonObject): PlatformFault | null {
  const error = objectAt(root, 'error_response')
  if (error === null) return null
  const code = integerAt(error, 'code') ?? -1
  const subCode = textAt(error, 'sub_code') ?? ''
  const message = textAt(error, 'sub_msg') ?? textAt(error, 'msg') ?? ''
  return { code: [String(code), subCode].filter(Boolean).join(' '), message, action: actionOf(code, subCode) }
}

function actionOf(code: number, subCode: string): PlatformFault['action'] {
  if (TOKEN_CODES.includes(code)) return 'token'
  if (code === CALL_LIMIT_CODE || subCode.startsWith('isp.')) return 'later'
  return subCode === ABSENT_SUB_CODE ? 'absent' : 'never'
}

function readPage(root: JsonObject, cursor: string | null): ChangedPage {
  const orders = objectsAt(objectAt(root, 'trades') ?? {}, 'trade').map((trade) => ({
    orderNumber: needText(trade, 'tid'),
    version: chinaTimeAt(trade, 'modified')?.getTime() ?? null,
  }))
  return { orders, next: nextBackwardCursor(cursor, needInteger(root, 'total_results'), TAOBAO_PAGE_SIZE) }
}
