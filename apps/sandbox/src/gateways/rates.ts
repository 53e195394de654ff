import type { WorldChannel } from '../world.ts'

const SECOND = 1000

/** How many calls a second each platform takes; without a setting as many as come. */
export class Rates {
  private readonly allowed = new Map<WorldChannel, number>()
  private readonly windows = new Map<WorldChannel, { second: number; calls: number; refused: number }>()

  /** Null: no limit. */
  set(channel: WorldChannel, perSecond: number | null): void {
    if (perSecond === null) this.allowed.delete(channel)
    else this.allowed.set(channel, perSecond)
  }

  find(channel: WorldChannel): number | null {
    return this.allowed.get(channel) ?? null
  }

  /** Counts a call of this wall-clock second; false when it is one too many. */
  take(channel: WorldChannel, wall: number): boolean {
    const most = this.find(channel)
    if (most === null) return true
    const second = Math.floor(wall / SECOND)
    const window = this.windows.get(channel) ?? { second, calls: 0, refused: 0 }
    if (window.second !== second) Object.assign(window, { second, calls: 0 })
    window.calls += 1
    if (window.calls > most) window.refused += 1
    this.windows.set(channel, window)
    return window.calls <= most
  }

  refusedOf(channel: WorldChannel): number {
    return this.windows.get(channel)?.refused ?? 0
  }
}
