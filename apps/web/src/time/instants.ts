import { merchantZone } from './zone.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

export type DurationUnit = 'day' | 'hour' | 'minute' | 'second'

export interface SpanPart {
  readonly unit: DurationUnit
  readonly count: number
}

const UNITS: readonly { unit: DurationUnit; ms: number }[] = [
  { unit: 'day', ms: DAY },
  { unit: 'hour', ms: HOUR },
  { unit: 'minute', ms: MINUTE },
  { unit: 'second', ms: SECOND },
]

/** The largest unit of a span and, below a day, nothing else: 5400 s → 1 hour. */
export function roughSpan(ms: number): SpanPart {
  const size = Math.abs(ms)
  const found = UNITS.find((unit) => size >= unit.ms)
  return found ? { unit: found.unit, count: Math.floor(size / found.ms) } : { unit: 'second', count: 0 }
}

/** The two largest units of a span, for countdowns: 5400 s → 1 hour 30 minutes. */
export function countdownSpan(ms: number): readonly SpanPart[] {
  const size = Math.abs(ms)
  const first = UNITS.findIndex((unit) => size >= unit.ms)
  if (first === -1) return [{ unit: 'second', count: 0 }]
  const parts = UNITS.slice(first, first + 2).map(({ unit, ms: length }, at) => ({
    unit,
    count: at === 0 ? Math.floor(size / length) : Math.floor((size % (UNITS[first]?.ms ?? size)) / length),
  }))
  return parts.filter((part, at) => at === 0 || part.count > 0)
}

let format: Intl.DateTimeFormat | undefined
let formatZone = ''

/** Made when it is first needed: that takes as long as reading a page's script. */
function partsFormat(): Intl.DateTimeFormat {
  const timeZone = merchantZone()
  if (!format || timeZone !== formatZone) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    })
    formatZone = timeZone
  }
  return format
}

export interface ClockParts {
  readonly date: string
  readonly monthDay: string
  readonly year: string
  readonly minute: string
  readonly second: string
}

/** An instant on the merchant's clock. */
export function clockParts(instant: Date): ClockParts {
  const part = Object.fromEntries(
    partsFormat()
      .formatToParts(instant)
      .map(({ type, value }) => [type, value]),
  )
  const minute = `${part.hour}:${part.minute}`
  return {
    date: `${part.year}-${part.month}-${part.day}`,
    monthDay: `${part.month}-${part.day}`,
    year: part.year ?? '',
    minute,
    second: `${minute}:${part.second}`,
  }
}

/** `2026-11-23 14:05:06` on the merchant's clock. */
export function fullTime(instant: string): string {
  const { date, second } = clockParts(new Date(instant))
  return `${date} ${second}`
}

/** `14:05` today, `11-22 14:05` this year, `2025-11-22` before. */
export function shortTime(instant: string, now: number): string {
  const then = clockParts(new Date(instant))
  const today = clockParts(new Date(now))
  if (then.date === today.date) return then.minute
  return then.year === today.year ? `${then.monthDay} ${then.minute}` : then.date
}

/** `14:05:06` on the merchant's clock. */
export function clockTime(at: number): string {
  return clockParts(new Date(at)).second
}
