import type { Context } from '../runtime/context.ts'
import { Bell, ringOn } from '../runtime/wake.ts'

/** A notification may be lost; the rows are the truth. */
const LOOK_AGAIN_MS = 5000

/** One LISTEN of a process, heard by every agent that waits there. */
class Doorbell extends Bell {
  readonly waiting = new Set<Bell>()

  override ring(): void {
    for (const bell of this.waiting) bell.ring()
  }
}

interface Listening {
  readonly doorbell: Doorbell
  readonly stop: () => Promise<void>
}

const listening = new WeakMap<Context['sql'], Promise<Listening>>()

/** Calls `look` now and whenever a job is queued, until it finds something, the time is over or the caller has gone. */
export async function waitForJobs<T>(
  ctx: Context,
  wait: { milliseconds: number; signal: AbortSignal },
  look: () => Promise<T | null>,
): Promise<T | null> {
  const { doorbell } = await listenOnce(ctx)
  const bell = new Bell()
  const wake = () => bell.ring()
  doorbell.waiting.add(bell)
  wait.signal.addEventListener('abort', wake)
  const end = performance.now() + wait.milliseconds
  try {
    while (!wait.signal.aborted) {
      const found = await look()
      const left = end - performance.now()
      if (found !== null || left <= 0 || !listening.has(ctx.sql)) return found
      await bell.wait(Math.min(left, LOOK_AGAIN_MS))
    }
    return null
  } finally {
    doorbell.waiting.delete(bell)
    wait.signal.removeEventListener('abort', wake)
  }
}

function listenOnce(ctx: Context): Promise<Listening> {
  const known = listening.get(ctx.sql)
  if (known) return known
  const doorbell = new Doorbell()
  const made = ringOn(ctx.sql, 'print_queued', doorbell).then((stop) => ({ doorbell, stop }))
  listening.set(ctx.sql, made)
  made.catch(() => listening.delete(ctx.sql))
  return made
}

/** Lets every agent that waits go with what there is. */
export async function stopPrintWaits(ctx: Context): Promise<void> {
  const made = await listening.get(ctx.sql)?.catch(() => null)
  listening.delete(ctx.sql)
  made?.doorbell.ring()
  await made?.stop()
}
