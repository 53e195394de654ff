import type { Fragment, Queryable } from '../runtime/database.ts'

const BETWEEN = '~'

/** Where a page ended, by the instant and the id of its last row. */
export function cursorOf(last: { readonly at: Date; readonly id: string } | undefined): string | null {
  return last ? `${last.at.toISOString()}${BETWEEN}${last.id}` : null
}

/** What comes after that; nothing of ours: from the start. */
export function afterCursor(
  db: Queryable,
  cursor: string | undefined,
  by: { readonly at: Fragment; readonly id: Fragment; readonly isDown: boolean },
): Fragment {
  const [text = '', id] = cursor?.split(BETWEEN) ?? []
  const at = new Date(text)
  if (id === undefined || Number.isNaN(at.getTime())) return db``
  return by.isDown ? db`AND (${by.at}, ${by.id}) < (${at}, ${id})` : db`AND (${by.at}, ${by.id}) > (${at}, ${id})`
}
