import { createHash } from 'node:crypto'

/** A token that proves itself: its generation and a keyed hash, so that it survives a restart of the sandbox. */
export function tokenOf(seed: number, what: string, generation: number): string {
  return `${generation}.${secret(seed, `${what}:${generation}`, 40)}`
}

/** As many hexadecimal digits, at most 64. */
export function secret(seed: number, name: string, length: number): string {
  return createHash('sha256').update(`${seed}:${name}`).digest('hex').slice(0, length)
}

/** 32 bytes. */
export function bytes(seed: number, name: string): Buffer {
  return createHash('sha256').update(`${seed}:${name}`).digest()
}

export function uuidOf(seed: number, name: string): string {
  const hex = secret(seed, name, 32)
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
