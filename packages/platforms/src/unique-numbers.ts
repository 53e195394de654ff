/** Line numbers for platforms that give lines none: the item's own number, repeated ones told apart by `#2`, `#3`. */
export function uniqueNumbers(numbers: readonly string[]): readonly string[] {
  const seen = new Map<string, number>()
  return numbers.map((number) => {
    const count = (seen.get(number) ?? 0) + 1
    seen.set(number, count)
    return count === 1 ? number : `${number}#${count}`
  })
}

/** The number without its `#2`. */
export function withoutCount(number: string): string {
  return number.replace(/#\d+$/, '')
}
