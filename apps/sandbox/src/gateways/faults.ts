import type { HttpAnswer } from '@baton/platforms'
import type { WorldChannel } from '../world.ts'

export const GATEWAY_FAULTS = [
  'fault_429',
  'fault_500',
  'fault_timeout',
  'fault_limited',
  'fault_garbage',
  'fault_lost',
] as const
export type GatewayFault = (typeof GATEWAY_FAULTS)[number]

/** `limited`: the platform's own words for too many calls. `lost`: the call takes effect, its answer never arrives. */
export type AnsweredFault = Exclude<GatewayFault, 'fault_timeout' | 'fault_limited' | 'fault_lost'>

/** Faults that wait for the next calls of a channel. */
export class Faults {
  private readonly armed = new Map<WorldChannel, { fault: GatewayFault; left: number }[]>()
  private readonly counts = new Map<WorldChannel, { calls: number; faults: number }>()

  arm(channel: WorldChannel, fault: GatewayFault, times: number): void {
    const list = this.armed.get(channel) ?? []
    list.push({ fault, left: times })
    this.armed.set(channel, list)
  }

  get waiting(): number {
    let left = 0
    for (const list of this.armed.values()) for (const one of list) left += one.left
    return left
  }

  /** Counts a call; the fault it must meet, if any. */
  meet(channel: WorldChannel): GatewayFault | null {
    const count = this.countOf(channel)
    count.calls += 1
    const list = this.armed.get(channel)
    const first = list?.[0]
    if (list === undefined || first === undefined) return null
    first.left -= 1
    count.faults += 1
    if (first.left === 0) list.shift()
    return first.fault
  }

  countOf(channel: WorldChannel): { calls: number; faults: number } {
    const count = this.counts.get(channel) ?? { calls: 0, faults: 0 }
    this.counts.set(channel, count)
    return count
  }

  clear(): void {
    this.armed.clear()
  }
}

export const FAULT_ANSWERS = {
  fault_429: { status: 429, contentType: 'text/plain', body: 'too many requests' },
  fault_500: { status: 500, contentType: 'text/html', body: '<html><body>Internal Server Error</body></html>' },
  fault_garbage: { status: 200, contentType: 'application/json', body: '{"ok":tru' },
} as const satisfies Record<AnsweredFault, HttpAnswer>
