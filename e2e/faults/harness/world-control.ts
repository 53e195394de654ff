import type { PlatformId } from '@baton/contract'
import { callSandbox } from '../../call-sandbox.ts'

interface ChannelTotals {
  readonly platform: PlatformId
  readonly shipments: { shipped: number; repeated: number; refused: number; doubled: number }
}

/** The sandbox's control API, as far as faults need it; docs/sandbox.md describes it. */
export interface WorldControl {
  /** Paid orders at one platform; returns their numbers. */
  orders(channel: PlatformId, count: number): Promise<readonly string[]>
  inject(injection: { kind: string; channel?: string; times?: number; hours?: number }): Promise<void>
  /** Lets the world go its way, so many times faster than the clock. */
  run(speed: number): Promise<void>
  /** Nothing happens by itself any more. */
  rest(): Promise<void>
  shipments(): Promise<readonly ChannelTotals[]>
  /** Messages not acknowledged yet. */
  waiting(): Promise<number>
}

export function worldControl(url: string): WorldControl {
  const call = <T>(path: string, body?: object) => callSandbox<T>(url, path, body)
  return {
    async orders(channel, count) {
      const made = await call<{ orders: { number: string }[] }>('/orders', { channel, count, state: 'paid' })
      return made.orders.map((order) => order.number)
    },
    async inject(injection) {
      await call('/inject', injection)
    },
    async run(speed) {
      await call('/speed', { speed })
      await call('/start', {})
    },
    async rest() {
      await call('/quiet', { quiet: true })
    },
    async waiting() {
      return (await call<{ waiting: number }>('/state')).waiting
    },
    async shipments() {
      return (await call<{ channels: ChannelTotals[] }>('/state')).channels
    },
  }
}
