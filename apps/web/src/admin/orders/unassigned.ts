import { MOST_UNASSIGNED, NO_WAREHOUSE } from '@baton/contract'

/** Orders to be shipped that have no warehouse, in the list. */
export const UNASSIGNED_HREF = `/admin/orders/?warehouse=${NO_WAREHOUSE}&shown=to_ship`

/** How many they are, as far as they are counted. */
export function unassignedCount(count: number): string {
  return count >= MOST_UNASSIGNED ? `${MOST_UNASSIGNED}+` : String(count)
}
