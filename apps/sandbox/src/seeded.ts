/** A 32-bit hash of a text and a seed (xmur3); the same for ever, so that a seed replays. */
export function hash32(seed: number, text: string): number {
  let hash = (1779033703 ^ seed ^ text.length) >>> 0
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 3432918353)
    hash = (hash << 13) | (hash >>> 19)
  }
  hash = Math.imul(hash ^ (hash >>> 16), 2246822507)
  hash = Math.imul(hash ^ (hash >>> 13), 3266489909)
  return (hash ^ (hash >>> 16)) >>> 0
}

/** A number in [0, 1) that depends on nothing but seed and name. */
export function chance(seed: number, name: string): number {
  return hash32(seed, name) / 4294967296
}

/** An integer from `from` up to and including `to`. */
export function whole(seed: number, name: string, range: readonly [from: number, to: number]): number {
  const [from, to] = range
  return from + Math.floor(chance(seed, name) * (to - from + 1))
}

/** One of the values. Throws for an empty list. */
export function pick<T>(seed: number, name: string, values: readonly T[]): T {
  const value = values[Math.floor(chance(seed, name) * values.length)]
  if (value === undefined) throw new RangeError('Nothing to pick from.')
  return value
}

/** `count` decimal digits; the first is never 0. */
export function digits(seed: number, name: string, count: number): string {
  let text = ''
  for (let part = 0; text.length < count; part += 1) text += String(hash32(seed, `${name}:${part}`)).padStart(10, '0')
  return `${1 + (text.charCodeAt(0) % 9)}${text.slice(1, count)}`
}
