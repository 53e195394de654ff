import type { LiveMessage } from '@baton/contract'
import type { Context } from '../runtime/context.ts'
import { Bell, ringOn } from '../runtime/wake.ts'
import { readFeed, readFeedPosition } from './feed.ts'

const POLL_MS = 1000
const HEARTBEAT_MS = 15_000
const PAGE = 500
const KEPT = 2000

/** One reader of the feed for all live streams of a process: one connection that listens, one poll, filtering in memory. */
class LiveOrders {
  private readonly recent: { position: number; orderId: string }[] = []
  private readonly bells = new Set<Bell>()
  private readonly own = new Bell()
  private position = 0
  /** How often alerts have changed since the start; the rows are the truth, whoever hears of it reads them. */
  private alertsChanged = 0
  private stopped = false
  private reading: Promise<boolean> | null = null
  private unlisten: readonly (() => Promise<void>)[] = []
  private readonly ctx: Context

  constructor(ctx: Context) {
    this.ctx = ctx
  }

  async start(): Promise<void> {
    this.position = await readFeedPosition(this.ctx)
    this.unlisten = [
      await ringOn(this.ctx.sql, 'feed_grew', this.own),
      await ringOn(this.ctx.sql, 'alerts_changed', { ring: () => this.tellOfAlerts() }),
    ]
    void this.run()
  }

  async stop(): Promise<void> {
    this.stopped = true
    this.own.ring()
    for (const bell of this.bells) bell.ring()
    for (const unlisten of this.unlisten) await unlisten()
  }

  private tellOfAlerts(): void {
    this.alertsChanged += 1
    for (const bell of this.bells) bell.ring()
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      const grew = await this.readOn().catch((error) => {
        this.ctx.log.warn({ err: error }, 'live feed could not be read')
        return false
      })
      if (!grew) await this.own.wait(POLL_MS)
    }
  }

  /** One read at a time, whoever asks for it. */
  private readOn(): Promise<boolean> {
    this.reading ??= this.readNext().finally(() => {
      this.reading = null
    })
    return this.reading
  }

  private async readNext(): Promise<boolean> {
    const entries = await readFeed(this.ctx, this.position, PAGE)
    if (entries.length === 0) return false
    this.recent.push(...entries)
    this.recent.splice(0, Math.max(0, this.recent.length - KEPT))
    this.position = entries.at(-1)?.position ?? this.position
    for (const bell of this.bells) bell.ring()
    return entries.length === PAGE
  }

  /**
   * What changed after a position, and that alerts did, as it happens; every 15 s at the latest an empty `changed` as a
   * heartbeat. A reader too far behind gets `resync` and goes on from the present.
   */
  async *follow(after: number | undefined, signal: AbortSignal): AsyncGenerator<LiveMessage> {
    const bell = new Bell()
    const wake = () => bell.ring()
    this.bells.add(bell)
    signal.addEventListener('abort', wake)
    let [at, alerts] = [after ?? this.position, this.alertsChanged]
    try {
      if (at > this.position) await this.readOn().catch(() => false)
      if (at < (this.recent[0]?.position ?? this.position + 1) - 1 || at > this.position) {
        at = this.position
        yield { kind: 'resync', position: at }
      } else yield { kind: 'changed', position: at, orderIds: [] }
      while (!signal.aborted && !this.stopped) {
        if (alerts !== this.alertsChanged) {
          alerts = this.alertsChanged
          yield { kind: 'alerts', position: at }
        }
        const message = this.since(at)
        if (message) {
          at = message.position
          yield message
        } else {
          const hasRung = await bell.wait(HEARTBEAT_MS)
          if (!hasRung && !signal.aborted) yield { kind: 'changed', position: at, orderIds: [] }
        }
      }
    } finally {
      this.bells.delete(bell)
      signal.removeEventListener('abort', wake)
    }
  }

  private since(position: number): LiveMessage | null {
    if (this.position <= position) return null
    const first = this.recent[0]?.position ?? 0
    if (position < first - 1) return { kind: 'resync', position: this.position }
    const changed = this.recent.slice(this.recent.findLastIndex((entry) => entry.position <= position) + 1)
    return { kind: 'changed', position: this.position, orderIds: [...new Set(changed.map((entry) => entry.orderId))] }
  }
}

const readers = new WeakMap<Context['sql'], Promise<LiveOrders>>()

/** What changed after a position, from this process's one reader, which starts with the first who asks. */
export async function* liveOrders(
  ctx: Context,
  input: { after: number | undefined; signal: AbortSignal | undefined },
): AsyncGenerator<LiveMessage> {
  const reader = readers.get(ctx.sql) ?? startReader(ctx)
  readers.set(ctx.sql, reader)
  yield* (await reader).follow(input.after, input.signal ?? new AbortController().signal)
}

async function startReader(ctx: Context): Promise<LiveOrders> {
  const reader = new LiveOrders(ctx)
  try {
    await reader.start()
  } catch (error) {
    readers.delete(ctx.sql)
    throw error
  }
  return reader
}

/** Ends the reader of this process and with it every stream. */
export async function stopLiveOrders(ctx: Context): Promise<void> {
  await (await readers.get(ctx.sql))?.stop()
  readers.delete(ctx.sql)
}
