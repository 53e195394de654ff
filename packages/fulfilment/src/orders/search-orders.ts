import type { Context } from '../runtime/context.ts'
import type { Fragment } from '../runtime/database.ts'
import { readSearch, type SearchWords } from './read-search.ts'
import { phoneMac, phoneTailMac } from './receiver.ts'

/** Most matches a search looks at; more would not be read by anyone. */
const SEARCH_LIMIT = 1000
/** Whoever asks with a piece of a number asks about something recent; no index finds pieces. */
const PART_DAYS = 31
const DAY_MS = 86_400_000

/**
 * Orders `o` by global id, the channel's or an ERP's number, waybill, a return's waybill or work order, a phone, or the last four digits of any: each by
 * its own index. Of a phone that its channel masks only these four are known.
 */
export function isNamedBy(ctx: Context, q: string): Fragment {
  const { sql } = ctx
  const words = readSearch(q)
  const { numbers } = words
  const limited = (query: Fragment) => sql`UNION ALL (${query} LIMIT ${SEARCH_LIMIT})`
  const receivers = ofReceivers(ctx, words)
  return sql`o.id IN (
    SELECT id FROM orders WHERE id = ANY(${numbers})
    ${limited(sql`SELECT id FROM orders WHERE native_number = ANY(${numbers})`)}
    ${limited(sql`SELECT order_id FROM order_links WHERE by_erp AND native_number = ANY(${numbers})`)}
    ${limited(sql`SELECT l.order_id FROM shipments s JOIN shipment_lines l ON l.shipment_id = s.id
                  WHERE s.waybill = ANY(${numbers})`)}
    ${limited(sql`SELECT order_id FROM after_sales WHERE return_waybill = ANY(${numbers})`)}
    ${limited(sql`SELECT order_id FROM after_sales WHERE work_order = ANY(${numbers})`)}
    ${receivers ? limited(receivers) : sql``})`
}

/** By what was asked for; null: nothing of a phone. */
function ofReceivers(
  { sql, secrets }: Context,
  { phones, tails }: Pick<SearchWords, 'phones' | 'tails'>,
): Fragment | null {
  const ends = phones.map((phone) => phoneTailMac(secrets, phone.slice(-4)))
  if (phones.length > 0)
    return sql`
      SELECT order_id FROM receivers
      WHERE phone_mac IN ${sql(phones.map((phone) => phoneMac(secrets, phone)))} OR (tail_mac IN ${sql(ends)} AND phone_mac IS NULL)
      ORDER BY recorded_at DESC`
  if (tails.length === 0) return null
  const asked = tails.map((tail) => phoneTailMac(secrets, tail))
  return sql`SELECT order_id FROM receivers WHERE tail_mac IN ${sql(asked)} ORDER BY recorded_at DESC`
}

/** Orders `o` of the last weeks with a piece of a number, waybill or nickname in what was asked; null: it holds none. */
export function bearsPartOf(ctx: Context, q: string): Fragment | null {
  const { sql } = ctx
  const { parts, nick } = readSearch(q)
  if (parts.length === 0 && nick === null) return null
  const since = new Date(ctx.now().getTime() - PART_DAYS * DAY_MS)
  const patterns = parts.map((part) => `%${part.replace(/[\\%_]/g, '\\$&')}%`)
  return sql`o.ordered_at > ${since} AND (
    ${nick === null ? sql`false` : sql`strpos(lower(o.buyer_nick), ${nick}) > 0`}
    OR o.native_number LIKE ANY(${patterns}) OR o.id LIKE ANY(${patterns})
    OR o.id IN (SELECT l.order_id FROM shipments s JOIN shipment_lines l ON l.shipment_id = s.id
                WHERE s.recorded_at > ${since} AND s.waybill LIKE ANY(${patterns}) LIMIT ${SEARCH_LIMIT}))`
}
