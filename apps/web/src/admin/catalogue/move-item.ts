/** The list with one item at another place; places outside the list are its ends. */
export function moveItem<T>(list: readonly T[], from: number, to: number): readonly T[] {
  const item = list[from]
  const place = Math.max(0, Math.min(list.length - 1, to))
  if (item === undefined || place === from) return list
  const others = list.toSpliced(from, 1)
  return others.toSpliced(place, 0, item)
}

/** Where the row at `from` belongs while the pointer is at `y`: below every other row whose middle is above it. */
export function placeAt(rows: readonly { top: number; height: number }[], from: number, y: number): number {
  return rows.filter((row, place) => place !== from && row.top + row.height / 2 < y).length
}
