import type { OrderPage, OrderRow } from '@baton/contract'

/** Puts fresh rows in the places of the old ones; a row that is older than what is shown changes nothing. */
export function mergeRows(pages: readonly OrderPage[], fresh: readonly OrderRow[]): OrderPage[] {
  const byId = new Map(fresh.map((row) => [row.id, row]))
  return pages.map((page) => ({
    ...page,
    rows: page.rows.map((row) => {
      const newer = byId.get(row.id)
      return newer !== undefined && newer.updatedAt >= row.updatedAt ? newer : row
    }),
  }))
}

/** Puts rows that are not yet shown at the top, newest order first. */
export function prependRows(pages: readonly OrderPage[], rows: readonly OrderRow[]): OrderPage[] {
  const [first, ...rest] = pages
  if (first === undefined) return []
  const fresh = newcomers(pages, rows)
  return [{ ...first, rows: [...fresh, ...first.rows] }, ...rest]
}

/** Which of the rows of a first page are not shown and belong above the first one that is. */
export function newcomers(pages: readonly OrderPage[], rows: readonly OrderRow[]): OrderRow[] {
  const shown = new Set(shownIds(pages))
  const firstShown = pages[0]?.rows[0]?.orderedAt ?? ''
  return rows.filter((row) => !shown.has(row.id) && row.orderedAt >= firstShown)
}

export function shownIds(pages: readonly OrderPage[]): string[] {
  return pages.flatMap((page) => page.rows.map((row) => row.id))
}

/** All rows of all pages; one that moved between two reads appears once. */
export function rowsOf(pages: readonly OrderPage[]): OrderRow[] {
  return [...new Map(pages.flatMap((page) => page.rows).map((row) => [row.id, row])).values()]
}

/** Splits changed ids into those in the list and whether any other changed. */
export function splitChanged(
  pages: readonly OrderPage[],
  changed: Iterable<string>,
): { known: string[]; others: boolean } {
  const shown = new Set(shownIds(pages))
  const ids = [...new Set(changed)]
  const known = ids.filter((id) => shown.has(id))
  return { known, others: known.length < ids.length }
}
