import { hash32, pick, whole } from '../seeded.ts'
import type { RetailData } from './read-retail.ts'

export const DAY_MS = 24 * 3_600_000
const HOUR_MS = 3_600_000
export const SMALLEST_VOLUME = 1
export const LARGEST_VOLUME = 24_000

/** The real shop sells from about 7 to 20 o'clock; each folded day is shifted so that the sum is a shopping day that ends late. */
const SHIFTS_IN_HOURS = [-5, 0, 0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 10, 13] as const

/** One simulated day: at which millisecond of it which invoice arrives. Sorted by arrival. */
export interface FoldedDay {
  readonly offsets: Uint32Array
  /** Indexes into the invoices of the data. */
  readonly invoices: Uint32Array
  /** Which repetition of its real day an arrival belongs to. */
  readonly passes: Uint16Array
  /** How many real days it took. */
  readonly realDays: number
}

/** Folds as many real days into one as the volume needs. The minutes are the real ones, the hour is shifted, the second is drawn. */
export function foldDays(data: RetailData, order: { seed: number; dayIndex: number; volume: number }): FoldedDay {
  const { dayIndex, volume } = order
  const seed = hash32(order.seed, `day:${dayIndex}`)
  const ofDay = indexesByDay(data)
  const days = shuffled(data.days, seed)
  const arrivals: { offset: number; invoice: number; pass: number }[] = []
  let realDays = 0
  for (let turn = 0; arrivals.length < volume && days.length > 0; turn += 1) {
    const pass = Math.floor(turn / days.length)
    const day = days[turn % days.length] ?? ''
    const shift = pick(seed, `shift:${pass}:${day}`, SHIFTS_IN_HOURS) * HOUR_MS
    realDays += 1
    for (const invoice of ofDay.get(day) ?? []) {
      if (arrivals.length === volume) break
      const real = data.invoices[invoice]?.timeOfDay ?? 0
      const second = whole(seed, `second:${pass}:${invoice}`, [0, 59_999])
      arrivals.push({ offset: (real + shift + second + DAY_MS) % DAY_MS, invoice, pass })
    }
  }
  arrivals.sort((a, b) => a.offset - b.offset || a.invoice - b.invoice || a.pass - b.pass)
  return {
    offsets: Uint32Array.from(arrivals, (one) => one.offset),
    invoices: Uint32Array.from(arrivals, (one) => one.invoice),
    passes: Uint16Array.from(arrivals, (one) => one.pass),
    realDays,
  }
}

function indexesByDay(data: RetailData): ReadonlyMap<string, readonly number[]> {
  const byDay = new Map<string, number[]>()
  for (const [index, invoice] of data.invoices.entries()) {
    const list = byDay.get(invoice.day) ?? []
    list.push(index)
    byDay.set(invoice.day, list)
  }
  return byDay
}

function shuffled(days: readonly string[], seed: number): readonly string[] {
  return [...days].sort((a, b) => hash32(seed, a) - hash32(seed, b) || (a < b ? -1 : 1))
}
