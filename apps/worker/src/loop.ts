import { setTimeout as pause } from 'node:timers/promises'
import { Bell, type Context, ringOn, type WakeChannel } from '@baton/fulfilment/runtime'
import { metrics } from './operations.ts'

const POLL_MS = 1000
const FIRST_PAUSE_MS = 250
const LONGEST_PAUSE_MS = 10_000

export interface Loop {
  readonly name: string
  /** Null: only the second is its alarm. */
  readonly channel: WakeChannel | null
  /** Milliseconds from one step's start to the next, however often it is woken; default: none. */
  readonly gapMs?: number
  /** Milliseconds until the next step, 0 at once; null: nothing to do until woken or polled. */
  step(): Promise<number | null>
}

/** Runs a step again and again: at once while there is work, on a notification, and each second whatever happens. */
export async function startLoop(ctx: Context, loop: Loop): Promise<{ stop(): Promise<void> }> {
  const bell = new Bell()
  const unlisten = loop.channel === null ? async () => {} : await ringOn(ctx.sql, loop.channel, bell)
  let stopped = false
  const run = async () => {
    for (let failures = 0; !stopped; ) {
      const started = performance.now()
      try {
        const wait = await loop.step()
        failures = 0
        metrics.steps.inc({ loop: loop.name, outcome: wait === null ? 'idle' : 'worked' })
        if (wait !== 0) await bell.wait(Math.min(wait ?? POLL_MS, POLL_MS))
        if (wait === null && loop.gapMs) await pause(Math.max(0, started + loop.gapMs - performance.now()))
      } catch (error) {
        failures += 1
        metrics.steps.inc({ loop: loop.name, outcome: 'failed' })
        ctx.log.error({ err: error, loop: loop.name, failures }, 'a loop failed and goes on')
        await bell.wait(Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(failures, 8)))
      }
    }
  }
  const running = run()
  return {
    async stop() {
      stopped = true
      bell.ring()
      await running
      await unlisten().catch(() => {})
    },
  }
}
