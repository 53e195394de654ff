const BLOCK_MS = 15 * 60_000
const MINUTE_MS = 60_000
/** Minutes whose text is kept, so that a million orders of some weeks cost a table look-up each. */
const REMEMBERED = 50_000

/** Writes instants as `2026-11-24 18:00:00` on one zone's clock; asks for the zone's offset once in each quarter of an hour. */
export class ZoneClock {
  private readonly offsets = new Map<number, number>()
  private readonly minutes = new Map<number, string>()
  private readonly parts: Intl.DateTimeFormat

  constructor(timeZone: string) {
    this.parts = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    })
  }

  text(instant: Date): string {
    const at = instant.getTime()
    const minute = Math.floor(at / MINUTE_MS)
    const known = this.minutes.get(minute) ?? this.remember(minute)
    const second = Math.floor((at - minute * MINUTE_MS) / 1000)
    return second < 10 ? `${known}:0${second}` : `${known}:${second}`
  }

  private remember(minute: number): string {
    const at = minute * MINUTE_MS
    const text = new Date(at + this.offsetAt(at)).toISOString().slice(0, 16).replace('T', ' ')
    if (this.minutes.size >= REMEMBERED) this.minutes.clear()
    this.minutes.set(minute, text)
    return text
  }

  private offsetAt(at: number): number {
    const block = Math.floor(at / BLOCK_MS)
    const known = this.offsets.get(block)
    if (known !== undefined) return known
    const begin = block * BLOCK_MS
    const part = Object.fromEntries(this.parts.formatToParts(begin).map(({ type, value }) => [type, value]))
    const local = `${part.year}-${part.month}-${part.day}T${part.hour}:${part.minute}:${part.second}Z`
    const offset = Date.parse(local) - begin
    this.offsets.set(block, offset)
    return offset
  }
}
