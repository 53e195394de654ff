const WRITTEN = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})[ T](\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?$/

/**
 * An instant as people and spreadsheets write it: with its offset (ISO 8601), or by the clock of `timeZone`, as in
 * `2026/11/30 9:15`. An hour that the clock has twice is its first; null: neither, or no such time.
 */
export function readInstant(text: string, timeZone: string): Date | null {
  const parts = WRITTEN.exec(text)
  if (!parts) return /[zZ]$|[+-]\d{2}:?\d{2}$/.test(text) ? valid(new Date(text)) : null
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
    .slice(1)
    .map((part) => Number(part ?? 0))
  const asUtc = Date.UTC(year, month - 1, day, hour, minute, second)
  const isSame = new Date(asUtc)
    .toISOString()
    .startsWith([pad(year, 4), pad(month), `${pad(day)}T${pad(hour)}:${pad(minute)}`].join('-'))
  if (!isSame) return null
  /** The clock's offset differs by at most a day before and after; the earlier instant that reads as written is meant. */
  const offsets = [asUtc - DAY_MS, asUtc + DAY_MS].map((at) => offsetOf(at, timeZone))
  const meant = offsets.map((offset) => asUtc - offset).sort((one, other) => one - other)
  return new Date(meant.find((at) => at + offsetOf(at, timeZone) === asUtc) ?? asUtc - (offsets[0] ?? 0))
}

const DAY_MS = 86_400_000

/** How far the clock of a zone is ahead of UTC, in milliseconds. */
function offsetOf(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }).formatToParts(at)
  const [, sign, hours = 0, minutes = 0, seconds = 0] =
    /GMT([+-])(\d{2}):(\d{2})(?::(\d{2}))?/.exec(parts.find(({ type }) => type === 'timeZoneName')?.value ?? '') ?? []
  return (sign === '-' ? -1 : 1) * ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000
}

function pad(number: number, length = 2): string {
  return String(number).padStart(length, '0')
}

function valid(at: Date): Date | null {
  return Number.isNaN(at.getTime()) ? null : at
}
