import type { OrderRow } from '@baton/contract'
import type { Selection } from '#admin/order-actions/use-selection.ts'
import type { Flashes } from './use-order-live.ts'

/** What the list draws, as a table or as cards. */
export interface OrderListProps {
  readonly rows: readonly OrderRow[]
  readonly flashes: Flashes
  /** Absent where nobody may select. */
  readonly selection: Selection | undefined
}

/** One row of either; compared part by part, so that it is drawn again only when something of it has changed. */
export interface OrderRowProps {
  readonly row: OrderRow
  readonly flashed: number
  readonly ticked: boolean
  readonly toggle: Selection['toggle'] | undefined
}

export function orderRows({ rows, flashes, selection }: OrderListProps): OrderRowProps[] {
  return rows.map((row) => ({
    row,
    flashed: flashes.get(row.id) ?? 0,
    ticked: selection?.ids.has(row.id) ?? false,
    toggle: selection?.toggle,
  }))
}
