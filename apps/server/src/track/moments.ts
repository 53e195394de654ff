import type { Locale } from '@baton/contract'
import { HTML_LANG } from '../html.ts'

/** Instants as a page says them that was made at `asOf`, on the merchant's clock. */
export interface Moments {
  readonly asOf: number
  readonly whole: (instant: string) => string
  readonly ago: (instant: string) => string
  /** A length of time in its largest unit, rounded down. */
  readonly span: (milliseconds: number) => string
}

export const HOUR_MS = 3_600_000
const UNITS = [
  ['day', 24 * HOUR_MS],
  ['hour', HOUR_MS],
  ['minute', 60_000],
] as const
const SMALLEST = UNITS[2]

const made = new Map<string, Omit<Moments, 'asOf'> & { sinceThen: (past: number) => string }>()

/** What formats instants is slow to make and the same for every page. */
export function momentsOf(asOf: Date, { timeZone, locale }: { timeZone: string; locale: Locale }): Moments {
  const name = `${timeZone} ${locale}`
  const formats = made.get(name) ?? formatsOf(timeZone, locale)
  made.set(name, formats)
  const now = asOf.getTime()
  return { ...formats, asOf: now, ago: (instant) => formats.sinceThen(Math.max(0, now - Date.parse(instant))) }
}

function formatsOf(timeZone: string, locale: Locale) {
  const lang = HTML_LANG[locale]
  const clock = new Intl.DateTimeFormat(lang, { timeZone, dateStyle: 'medium', timeStyle: 'short' })
  const distance = new Intl.RelativeTimeFormat(lang, { numeric: 'always' })
  const lengths = UNITS.map(([unit]) => new Intl.NumberFormat(lang, { style: 'unit', unit, unitDisplay: 'long' }))
  const partOf = (length: number) => {
    const [unit, whole] = UNITS.find(([, long]) => length >= long) ?? SMALLEST
    return { unit, count: Math.floor(length / whole), at: UNITS.findIndex(([one]) => one === unit) }
  }
  return {
    whole: (instant: string) => `<time datetime="${instant}">${clock.format(new Date(instant))}</time>`,
    ago: () => '',
    sinceThen: (past: number) => distance.format(-partOf(past).count, partOf(past).unit),
    span: (length: number) => lengths[partOf(length).at]?.format(partOf(length).count) ?? '',
  }
}
