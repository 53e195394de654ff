import { type Call, type ChangedPage, type ChannelCalls, type OrderSnapshot, UnreadableMessage } from '../driver.ts'
import { utcInstantAt } from '../instants.ts'
import { needText } from '../json-field.ts'
import { isJsonObject, type Json, type JsonObject } from '../lossless-json.ts'
import { readWooOrder } from './order.ts'
import { wooAnswer, wooRequest } from './request.ts'
import { wooCancel, wooShip } from './ship.ts'

export const WOO_PAGE_SIZE = 100
const DAY_MS = 24 * 3600 * 1000
const SECOND = 1000

const readOrder: Call<{ orderNumber: string }, OrderSnapshot> = {
  request: (access, { orderNumber }) =>
    wooRequest(access, { method: 'GET', path: `/orders/${encodeURIComponent(orderNumber)}` }),
  answer: (reply) => wooAnswer(reply, (root) => readWooOrder(needRoot(root))),
}

/**
 * Sorted by change time, always asking from the last change seen: an order that changes meanwhile moves to the end and nothing is
 * passed over. The cursor is that second and the page within it. `modified_after` and `modified_before` exclude their instants.
 */
const listChanged: NonNullable<ChannelCalls['listChanged']> = {
  maxWindowMs: DAY_MS,
  lagMs: 0,
  request: (access, { from, to, cursor }) => {
    const { after, page } = placeOf(cursor, from)
    const query = new URLSearchParams({
      modified_after: wordPressTime(after),
      modified_before: wordPressTime(Math.floor(to.getTime() / SECOND) * SECOND + SECOND),
      dates_are_gmt: 'true',
      orderby: 'modified',
      order: 'asc',
      per_page: String(WOO_PAGE_SIZE),
      page: String(page),
    })
    return wooRequest(access, { method: 'GET', path: `/orders?${query}` })
  },
  answer: (reply, { from, cursor }) => wooAnswer(reply, (root) => pageOf(root, placeOf(cursor, from))),
}

export const wooCalls: ChannelCalls = { readOrder, listChanged, ship: wooShip, cancel: wooCancel }

interface Place {
  /** Unix milliseconds, a whole second. */
  readonly after: number
  readonly page: number
}

function placeOf(cursor: string | null, from: Date): Place {
  if (cursor === null) return { after: Math.ceil(from.getTime() / SECOND) * SECOND - SECOND, page: 1 }
  const parts = /^(\d{1,15}):([1-9]\d{0,5})$/.exec(cursor)
  if (parts === null) throw new UnreadableMessage(`Not a page cursor: ${cursor}.`)
  return { after: Number(parts[1]), page: Number(parts[2]) }
}

function pageOf(root: Json, place: Place): ChangedPage {
  if (!Array.isArray(root)) throw new UnreadableMessage('The reply is no list of orders.')
  const orders = (root as readonly Json[]).filter(isJsonObject).map((order) => ({
    orderNumber: needText(order, 'id'),
    version: utcInstantAt(order, 'date_modified_gmt')?.getTime() ?? null,
  }))
  return { orders, next: orders.length < WOO_PAGE_SIZE ? null : nextOf(orders.at(-1)?.version ?? null, place) }
}

function nextOf(last: number | null, { after, page }: Place): string {
  const from = last === null ? after : last - SECOND
  return from > after ? `${from}:1` : `${after}:${page + 1}`
}

function wordPressTime(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19)
}

function needRoot(root: Json): JsonObject {
  if (!isJsonObject(root)) throw new UnreadableMessage('The reply is no order.')
  return root
}
