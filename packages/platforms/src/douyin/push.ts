import type { HttpPush } from '../driver.ts'
import { type JsonToWrite, stringifyJson, wireNumber } from '../lossless-json.ts'
import { eventSign } from './sign.ts'

/** One message to push; ids belong in `data` as `wireNumber`, since the platform writes them as JSON numbers. */
export interface DouyinEvent {
  readonly tag: string
  readonly messageId: string
  readonly data: Readonly<Record<string, JsonToWrite>>
}

/** The published samples disagree on three spellings; a sender may use any of them. */
export interface DouyinSpelling {
  readonly tag: 'string' | 'number'
  readonly messageId: 'msg_id' | 'msgId'
  readonly data: 'string' | 'object'
}

const USUAL: DouyinSpelling = { tag: 'string', messageId: 'msg_id', data: 'string' }

/** Builds one signed push as the platform sends it (Doudian message documentation). */
export function pushDouyin(
  app: { readonly appKey: string; readonly appSecret: string },
  events: readonly DouyinEvent[],
  spelling: DouyinSpelling = USUAL,
): HttpPush {
  const elements = events.map((event) => ({
    tag: spelling.tag === 'number' ? wireNumber(event.tag) : event.tag,
    [spelling.messageId]: event.messageId,
    data: spelling.data === 'string' ? stringifyJson(event.data) : event.data,
  }))
  const body = Buffer.from(stringifyJson(elements))
  return {
    method: 'POST',
    query: {},
    headers: {
      'content-type': 'application/json',
      'app-id': app.appKey,
      'event-sign': eventSign(app.appKey, app.appSecret, body),
    },
    body,
  }
}

/** The console's "send test message": tag 0. */
export function pushDouyinConsoleTest(app: { readonly appKey: string; readonly appSecret: string }): HttpPush {
  return pushDouyin(app, [{ tag: '0', messageId: 'test', data: {} }])
}

/** `data` of a trade message for one order; extra fields as the tag documents them. */
export function tradeData(
  order: { readonly orderNumber: string; readonly lineNumbers: readonly string[]; readonly shopNumber: string },
  fields: Readonly<Record<string, JsonToWrite>>,
): Readonly<Record<string, JsonToWrite>> {
  return {
    p_id: wireNumber(order.orderNumber),
    s_ids: order.lineNumbers.map(wireNumber),
    shop_id: wireNumber(order.shopNumber),
    ...fields,
  }
}
