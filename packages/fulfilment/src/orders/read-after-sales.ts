import { AFTER_SALE_OPEN, type AfterSaleState, type PlatformId } from '@baton/contract'
import type { Queryable } from '../runtime/database.ts'

/** An after-sale that is not over, as it was last told. */
export interface UnsettledAfterSale {
  readonly shopId: string
  readonly orderNumber: string
  readonly afterSaleNumber: string
  readonly nativeStatus: string
  readonly version: number
}

/** A refused one may be taken up again; from here on nothing happens any more. */
const OVER: readonly AfterSaleState[] = ['closed', 'refunded']

/** The after-sales of these orders that may still move. */
export async function readUnsettledAfterSales(
  db: Queryable,
  orders: readonly { readonly platform: PlatformId; readonly shopId: string; readonly orderNumber: string }[],
): Promise<readonly UnsettledAfterSale[]> {
  if (orders.length === 0) return []
  return db<UnsettledAfterSale[]>`
    SELECT wanted.shop_id, wanted.order_number, a.native_number AS after_sale_number, a.native_status, a.version
    FROM unnest(
      ${orders.map((one) => one.platform)}::text[], ${orders.map((one) => one.shopId)}::uuid[],
      ${orders.map((one) => one.orderNumber)}::text[]) AS wanted(platform, shop_id, order_number)
    CROSS JOIN LATERAL (
      SELECT id FROM orders o
      WHERE o.native_number = wanted.order_number AND o.shop_id = wanted.shop_id AND o.platform = wanted.platform
      LIMIT 1) known
    JOIN after_sales a ON a.order_id = known.id
    WHERE a.state <> ALL(${OVER as string[]}) ORDER BY a.order_id, a.native_number`
}

/** Open after-sales of a shop that nothing moved since `before`: that `part` of them, in each of `of` calls another one. */
export async function readOpenAfterSales(
  db: Queryable,
  shopId: string,
  { before, of, part, limit }: { before: Date; of: number; part: number; limit: number },
): Promise<readonly UnsettledAfterSale[]> {
  return db<UnsettledAfterSale[]>`
    SELECT o.shop_id, o.native_number AS order_number, a.native_number AS after_sale_number, a.native_status, a.version
    FROM after_sales a JOIN orders o ON o.id = a.order_id
    WHERE o.shop_id = ${shopId} AND a.state = ANY(${AFTER_SALE_OPEN as AfterSaleState[]}) AND a.updated_at < ${before}
      AND (hashtext(a.native_number) & 2147483647) % ${of}::int = ${part}::int
    ORDER BY a.updated_at LIMIT ${limit}`
}
