/** The list with one item at another place; places outside the list are its ends. */
export function moveItem<T>(list: readonly T[], from: number, to: number): readonly T[] {
  const item = list[from]
  const place = Math.max(0, Math.min(list.length - 1, to))
  if (item === undefined || place === from) return list
  const others = list.toSpliced(from, 1)
  return others.toSpliced(place, 0, item)
}

/** Where a pointer at `y` would drop: the place of the first row whose middle is below it. */
export function placeAt(rows: readonly { top: number; height: number }[], y: number): number {
  const place = rows.findIndex((row) => y < row.top + row.height / 2)
  return place === -1 ? rows.length - 1 : place
}
