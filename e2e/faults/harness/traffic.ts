import { setTimeout as pause } from 'node:timers/promises'
import type { Push, Pusher } from './pusher.ts'
import { pushesOf } from './stories.ts'

export interface Traffic {
  /** Begins no new order, and waits until every message that was begun is acknowledged. */
  stop(): Promise<void>
}

/** Orders tell their lives over this many connections, together at most `rate` messages a second. */
export function startTraffic(
  pusher: Pusher,
  options: { prefix: string; rate?: number; connections?: number; firstNumber?: number; now?: () => Date },
): Traffic {
  const { prefix, rate = 150, connections = 32 } = options
  const started = performance.now()
  const born = new Date(Date.now() - 3_600_000)
  let begun = 0
  let orders = options.firstNumber ?? 0
  let stopped = false
  const lane = async () => {
    while (!stopped) {
      orders += 1
      const orderNumber = `${prefix}${String(orders).padStart(6, '0')}`
      const story = { orderNumber, born, signedBy: orders % 2 ? 'trace' : 'status' } as const
      for (const push of pushesOf(story, options.now)) if (!(await paced(push))) return
    }
  }
  const paced = async (push: Push) => {
    begun += 1
    const early = (begun / rate) * 1000 - (performance.now() - started)
    if (early > 0 && !stopped) await pause(early)
    return pusher.deliver(push)
  }
  const lanes = Promise.all(Array.from({ length: connections }, lane))
  return {
    async stop() {
      stopped = true
      await lanes
    },
  }
}
