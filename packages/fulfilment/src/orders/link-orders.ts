import type { OrderState } from '@baton/contract'
import type { Tx } from '../runtime/database.ts'
import { rowsInto } from '../runtime/rows-as-text.ts'
import { orderLinks } from './tables.ts'

/** What a system other than the home channel says of an order: believed or not, it is what that system has. */
export interface OrderReport {
  readonly orderId: string
  readonly ownNumber: string | null
  readonly status: OrderState | null
}

/** Keeps of each order what this system last reported, and its own number where it told one. */
export async function linkOrders(
  tx: Tx,
  by: { readonly systemId: string; readonly now: Date },
  reports: readonly OrderReport[],
): Promise<void> {
  const last = new Map<string, OrderReport>()
  for (const { orderId, ownNumber, status } of reports) {
    const before = last.get(orderId)
    last.set(orderId, {
      orderId,
      ownNumber: ownNumber ?? before?.ownNumber ?? null,
      status: status ?? before?.status ?? null,
    })
  }
  if (last.size === 0) return
  const rows = [...last.values()]
    .sort((a, b) => (a.orderId < b.orderId ? -1 : 1))
    .map(({ orderId, ownNumber, status }) => ({
      ...{ orderId, appId: by.systemId, nativeNumber: ownNumber ?? '' },
      ...{ reportedStatus: status, reportedAt: status === null ? null : by.now, reportedAgain: 0, byErp: true },
    }))
  await tx`
    INSERT INTO order_links AS l ${rowsInto(tx, orderLinks, rows)}
    ON CONFLICT (order_id, app_id) DO UPDATE SET
      native_number = coalesce(nullif(excluded.native_number, ''), l.native_number),
      reported_status = coalesce(excluded.reported_status, l.reported_status),
      reported_at = coalesce(excluded.reported_at, l.reported_at), by_erp = true`
}
