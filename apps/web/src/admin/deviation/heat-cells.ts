import type { DeviationChannel } from '@baton/contract'
import { fullTime } from '#time/instants.ts'

const HOUR = 3_600_000

/** One hour of the map on the merchant's clock. */
export interface HeatCell {
  /** Begin of the hour, as the server names it. */
  readonly hour: string
  /** `11-24` */
  readonly day: string
  /** 0–23 */
  readonly clock: number
  /** `11-24 14:00` */
  readonly begin: string
  readonly checked: number
  readonly differing: number
  readonly share: number
}

/** A channel's hours on the merchant's clock, oldest first. */
export function heatCells(channel: DeviationChannel, from: string): readonly HeatCell[] {
  return channel.cells.map(([hour, checked, differing]) => {
    const at = new Date(Date.parse(from) + hour * HOUR).toISOString()
    return { hour: at, ...placeOf(at), checked, differing, share: checked === 0 ? 0 : differing / checked }
  })
}

/** Every day of the map, oldest first, also those without orders. */
export function heatDays(from: string, hours: number): readonly string[] {
  const days = new Set<string>()
  for (let hour = 0; hour < hours; hour += 1)
    days.add(placeOf(new Date(Date.parse(from) + hour * HOUR).toISOString()).day)
  return [...days]
}

function placeOf(at: string): Pick<HeatCell, 'day' | 'clock' | 'begin'> {
  const text = fullTime(at)
  return { day: text.slice(5, 10), clock: Number(text.slice(11, 13)), begin: text.slice(5, 16) }
}

/** Compared and disagreeing over the newest so many hours. */
export function sumOf(cells: readonly HeatCell[], since: number): { checked: number; differing: number } {
  const sum = { checked: 0, differing: 0 }
  for (const cell of cells) {
    if (Date.parse(cell.hour) <= since) continue
    sum.checked += cell.checked
    sum.differing += cell.differing
  }
  return sum
}

/** `3.1 %`; a share that is not nothing never shows as nothing. */
export function percentText(share: number): string {
  if (share > 0 && share < 0.0005) return '< 0.1 %'
  return `${(share * 100).toFixed(1)} %`
}
