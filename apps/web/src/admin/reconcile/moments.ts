import { EXPORT_MARK, ReconcileFilter } from '@baton/contract'
import { fullTime } from '#time/instants.ts'
import { merchantDay, merchantInstant, merchantMonth, startOfMerchantDay } from '#time/merchant-days.ts'

const HOUR = 3_600_000

/** `2026-11-24T18:00`, as a field for a time on the merchant's clock wants it. */
export function fieldTime(instant: string): string {
  return fullTime(instant).slice(0, 16).replace(' ', 'T')
}

/** What such a field holds, as an instant; null while it is not filled in. */
export function instantOfField(text: string): string | null {
  return Number.isNaN(Date.parse(`${text}Z`)) ? null : merchantInstant(text)
}

export const PRESETS = ['yesterday18', 'yesterday', 'lastHour', 'thisMonth', 'lastMonth'] as const
export type Preset = (typeof PRESETS)[number]

/** The moment of a preset for one file: now, and the midnights that end the day and the month before. */
export const MOMENT_PRESETS = ['now', 'today', 'monthEnd'] as const
export type MomentPreset = (typeof MOMENT_PRESETS)[number]

export function presetMoment(preset: MomentPreset, now: number): string {
  const today = merchantDay(now)
  const moments: Record<MomentPreset, string> = {
    now: new Date(now).toISOString(),
    today: startOfMerchantDay(today),
    monthEnd: startOfMerchantDay(merchantMonth(today).from),
  }
  return moments[preset]
}

/** The two moments of a preset. */
export function presetMoments(preset: Preset, now: number): { before: string; after: string } {
  const today = merchantDay(now)
  const midnight = startOfMerchantDay(today)
  const monthBegan = startOfMerchantDay(merchantMonth(today).from)
  const befores: Record<Preset, string> = {
    yesterday18: merchantInstant(`${merchantDay(Date.parse(midnight) - 1)}T18:00`),
    yesterday: midnight,
    lastHour: new Date(now - HOUR).toISOString(),
    thisMonth: monthBegan,
    lastMonth: startOfMerchantDay(merchantMonth(today, -1).from),
  }
  return { before: befores[preset], after: preset === 'lastMonth' ? monthBegan : new Date(now).toISOString() }
}

export interface FileMoment {
  readonly at: string
  readonly filter: ReconcileFilter
}

/** The moment and filter that an exported CSV carries in its first line; null for any other file. */
export function momentOfLine(firstLine: string): FileMoment | null {
  const [mark, at, ...rest] = firstLine
    .replace(/^\uFEFF/, '')
    .trim()
    .replace(/,+$/, '')
    .split(',')
  const quoted = rest.join(',')
  return momentOfCells([mark, at, quoted.startsWith('"') ? quoted.slice(1, -1).replaceAll('""', '"') : quoted])
}

/** The same from the cells themselves: mark, moment, filter. */
export function momentOfCells([mark, at, text]: readonly unknown[]): FileMoment | null {
  if (mark !== EXPORT_MARK || typeof at !== 'string' || typeof text !== 'string' || Number.isNaN(Date.parse(at)))
    return null
  try {
    const filter = ReconcileFilter.safeParse(JSON.parse(text))
    return filter.success ? { at, filter: filter.data } : null
  } catch {
    return null
  }
}

/** The two moments of two files, older first; a word says why they cannot be compared. */
export function momentsOfFiles(
  one: FileMoment,
  other: FileMoment,
): { before: string; after: string; filter: ReconcileFilter } | 'same_moment' | 'other_filter' {
  if (JSON.stringify(one.filter) !== JSON.stringify(other.filter)) return 'other_filter'
  if (Date.parse(one.at) === Date.parse(other.at)) return 'same_moment'
  const [before, after] = Date.parse(one.at) < Date.parse(other.at) ? [one.at, other.at] : [other.at, one.at]
  return { before, after, filter: one.filter }
}
