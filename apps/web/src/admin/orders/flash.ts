/** Two names of one animation by turns, so that a second change flashes again. */
export function flashClass(times: number): string {
  if (times === 0) return ''
  return times % 2 === 1 ? 'animate-flash' : 'animate-flash-again'
}
