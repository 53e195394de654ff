import { clockParts } from './instants.ts'

const SECOND = 1000
const DAY = 86_400_000

/** The merchant's calendar day of an instant, as `YYYY-MM-DD`. */
export function merchantDay(at: number): string {
  return clockParts(new Date(at)).date
}

/** The first and last day of a merchant's day's month; with `months`, of a month so many later. */
export function merchantMonth(day: string, months = 0): { readonly from: string; readonly to: string } {
  const [year = 0, month = 1] = day.split('-').map(Number)
  const dayAt = (monthsOn: number, of: number) =>
    new Date(Date.UTC(year, month - 1 + monthsOn, of)).toISOString().slice(0, 10)
  return { from: dayAt(months, 1), to: dayAt(months + 1, 0) }
}

/** Midnight that begins the given merchant's day; with `days`, so many days later. */
export function startOfMerchantDay(day: string, days = 0): string {
  const then = new Date(Date.parse(`${day}T00:00Z`) + days * DAY).toISOString().slice(0, 10)
  return merchantInstant(`${then}T00:00`)
}

/** The `max` of such a field; without it a browser takes years of six digits. */
export const LAST_MOMENT = '9999-12-31T23:59'

/**
 * The instant that a field of local time means on the merchant's clock: `2026-11-23T14:05`. Where clocks are put back, the
 * first of the two; a time that is left out is as much later.
 */
export function merchantInstant(local: string): string {
  const asUtc = Date.parse(`${local}Z`)
  const [before, after] = [offsetAt(asUtc - DAY), offsetAt(asUtc + DAY)]
  const meant = [asUtc - before, asUtc - after].filter((at) => at + offsetAt(at) === asUtc)
  return new Date(meant.length > 0 ? Math.min(...meant) : asUtc - before).toISOString()
}

/** How far the merchant's clock is ahead of UTC at an instant, in ms. */
function offsetAt(at: number): number {
  const { date, second } = clockParts(new Date(at))
  return Date.parse(`${date}T${second}Z`) - Math.floor(at / SECOND) * SECOND
}
