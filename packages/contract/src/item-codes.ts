import type { Code } from './codes.ts'
import { plainGtin } from './codes.ts'

/**
 * Many codes in few bits, for devices that need to know which of two things a code is: ascending marks of 32 bits, each gap as
 * its low bits and the rest in unary (Rice coding). What it says of a code that is not in it is wrong once in 2^32 / count.
 */
export interface CodeSet {
  readonly count: number
  /** How many bits of a gap are written as they are. */
  readonly low: number
  /** In base64. */
  readonly bits: string
}

/** What stands for an item's code in a set; null: its text alone tells what it is. */
export function itemMark(code: Code): number | null {
  if (code.kind !== 'waybill' || (code.carrier === null) === code.mayBeItem) return null
  return markOf(plainGtin(code.text))
}

/** FNV-1a of its characters, with the last mixing of MurmurHash3: codes that differ in one digit lie far apart. */
function markOf(text: string): number {
  let mark = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) mark = Math.imul(mark ^ text.charCodeAt(at), 0x01000193)
  mark = Math.imul(mark ^ (mark >>> 16), 0x85ebca6b)
  mark = Math.imul(mark ^ (mark >>> 13), 0xc2b2ae35)
  return (mark ^ (mark >>> 16)) >>> 0
}

export function packMarks(marks: Iterable<number>): CodeSet {
  const sorted = Uint32Array.from(new Set(marks)).sort()
  const mean = 2 ** 32 / Math.max(1, sorted.length)
  const low = Math.max(0, Math.floor(Math.log2(mean * Math.LN2)))
  const bytes: number[] = []
  let length = 0
  const write = (bit: number) => {
    if (length % 8 === 0) bytes.push(0)
    bytes[length >> 3] = (bytes[length >> 3] ?? 0) | (bit << (length % 8))
    length += 1
  }
  let before = 0
  for (const mark of sorted) {
    const gap = mark - before
    for (let left = Math.floor(gap / 2 ** low); left > 0; left -= 1) write(1)
    write(0)
    for (let at = 0; at < low; at += 1) write(Math.floor(gap / 2 ** at) % 2)
    before = mark
  }
  return { count: sorted.length, low, bits: btoa(bytes.map((byte) => String.fromCharCode(byte)).join('')) }
}

/** The marks, ascending. */
export function unpackMarks({ count, low, bits }: CodeSet): Uint32Array {
  const bytes = atob(bits)
  let [at, before] = [0, 0]
  const read = () => {
    const bit = (bytes.charCodeAt(at >> 3) >> (at % 8)) & 1
    at += 1
    return bit
  }
  return Uint32Array.from({ length: count }, () => {
    while (read() === 1) before += 2 ** low
    for (let place = 0; place < low; place += 1) before += read() * 2 ** place
    return before
  })
}

export function hasMark(marks: Uint32Array, mark: number): boolean {
  let [from, to] = [0, marks.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if ((marks[middle] ?? 0) < mark) from = middle + 1
    else to = middle
  }
  return marks[from] === mark
}
