import type { DeviationChannel } from '@baton/contract'
import { fullTime } from '#time/instants.ts'
import { offsetText } from '#time/offset-text.ts'

const HOUR = 3_600_000

/** One hour of the map on the merchant's clock. */
export interface HeatCell {
  /** Begin of the hour, as the server names it. */
  readonly hour: string
  /** `11-24` */
  readonly day: string
  /** `14`; `2*` where the clock was set back and has that hour a second time. */
  readonly column: string
  /** `11-24 14:00`, with its offset where the clock has it twice. */
  readonly begin: string
  readonly checked: number
  readonly differing: number
  readonly share: number
}

/** A channel's hours on the merchant's clock, oldest first. */
export function heatCells(channel: DeviationChannel, from: string): readonly HeatCell[] {
  const clock = new HourClock(from)
  return channel.cells.map(([hour, checked, differing]) => ({
    ...clock.placeOf(hour),
    ...{ checked, differing, share: checked === 0 ? 0 : differing / checked },
  }))
}

/** Every day of the map, oldest first, also those without orders. */
export function heatDays(from: string, hours: number): readonly string[] {
  const clock = new HourClock(from)
  return [...new Set(Array.from({ length: hours }, (_, hour) => clock.placeOf(hour).day))]
}

/** The hours of a day, with those that a clock has twice. */
export function heatColumns(cells: readonly HeatCell[]): readonly string[] {
  const twice = new Set(cells.map(({ column }) => column))
  return Array.from({ length: 24 }, (_, hour) => [`${hour}`, `${hour}${AGAIN}`])
    .flat()
    .filter((column) => !column.endsWith(AGAIN) || twice.has(column))
}

const AGAIN = '*'

/** Hours counted from one instant; each is looked up once. */
class HourClock {
  private readonly from: number
  private readonly texts = new Map<number, string>()

  constructor(from: string) {
    this.from = Date.parse(from)
  }

  placeOf(hour: number): Pick<HeatCell, 'hour' | 'day' | 'column' | 'begin'> {
    const text = this.textOf(hour)
    const [isSecond, isFirst] = [hour - 1, hour + 1].map(
      (beside) => this.textOf(beside).slice(0, 13) === text.slice(0, 13),
    )
    const at = this.instantOf(hour)
    return {
      hour: at,
      day: text.slice(5, 10),
      column: `${Number(text.slice(11, 13))}${isSecond ? AGAIN : ''}`,
      begin: isFirst || isSecond ? `${text.slice(5, 16)} ${offsetText(at)}` : text.slice(5, 16),
    }
  }

  private textOf(hour: number): string {
    const text = this.texts.get(hour) ?? fullTime(this.instantOf(hour))
    this.texts.set(hour, text)
    return text
  }

  private instantOf(hour: number): string {
    return new Date(this.from + hour * HOUR).toISOString()
  }
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
