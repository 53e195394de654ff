import { randomUUID } from 'node:crypto'
import type { PushedMessage } from '@baton/platforms'
import { DRIVERS } from '@baton/platforms'
import { type ChannelApp, hostOf } from '../catalogue/index.ts'
import type { Context } from '../runtime/context.ts'
import { dropLease, noteOnLease, takeLease } from '../runtime/lease.ts'
import { AppCache } from './app-cache.ts'
import { Keeper } from './keeper.ts'
import { listenerLease } from './list-channels.ts'
import { storable } from './storable.ts'

/** What a transport needs to hold one app's socket. */
export interface ListenerTask {
  readonly app: ChannelApp
  /** Fires when the lease is lost or the app is switched off: close the socket at once. */
  readonly signal: AbortSignal
  /** Resolves once the messages are committed; only then may the transport confirm them. */
  keep(messages: readonly PushedMessage[]): Promise<void>
  /** Null: connected; a text: why not. Shown to people. */
  report(problem: string | null): void
}

/** Opens a socket and serves it until the signal fires or the socket ends. Rejects when it ends by a fault. */
export type ListenerTransport = (task: ListenerTask) => Promise<void>

const LOOK_EVERY_MS = 3000
const FIRST_WAIT_MS = 500
const LONGEST_WAIT_MS = 30_000

/**
 * Keeps one socket open per enabled app of a socket channel, in one process of all: the holder of the app's lease.
 * Reconnects with exponential back-off and jitter.
 */
export class Listeners {
  private readonly ctx: Context
  private readonly transportOf: (app: ChannelApp) => ListenerTransport | undefined
  private readonly apps: AppCache
  private readonly keeper: Keeper
  private readonly holder = randomUUID()
  private readonly running = new Map<string, { stop: AbortController; done: Promise<void> }>()
  private timer: NodeJS.Timeout | null = null
  private looking: Promise<void> = Promise.resolve()

  constructor(ctx: Context, transportOf: (app: ChannelApp) => ListenerTransport | undefined) {
    this.ctx = ctx
    this.transportOf = transportOf
    this.apps = new AppCache(ctx)
    this.keeper = new Keeper(ctx)
  }

  start(): void {
    const look = () => {
      this.looking = this.look()
        .catch((error) => this.ctx.log.warn({ err: error }, 'listeners could not be looked after'))
        .finally(() => {
          this.timer = setTimeout(look, LOOK_EVERY_MS)
        })
    }
    look()
  }

  async stop(): Promise<void> {
    await this.looking
    if (this.timer) clearTimeout(this.timer)
    const ending = [...this.running].map(async ([appId, { stop, done }]) => {
      stop.abort()
      await done
      await dropLease(this.ctx, listenerLease(appId), this.holder).catch(() => {})
    })
    await Promise.all(ending)
  }

  private async look(): Promise<void> {
    const wanted = (await this.apps.all()).filter((app) => app.enabled && DRIVERS[app.platform].arrival === 'socket')
    for (const [appId, listener] of this.running)
      if (!wanted.some((app) => app.id === appId)) {
        listener.stop.abort()
        await dropLease(this.ctx, listenerLease(appId), this.holder)
      }
    for (const app of wanted) {
      const fence = await takeLease(this.ctx, listenerLease(app.id), this.holder)
      if (fence === null) this.running.get(app.id)?.stop.abort()
      else if (!this.running.has(app.id)) this.listen(app)
    }
  }

  private listen(app: ChannelApp): void {
    const transport = this.transportOf(app)
    if (!transport) return
    const stop = new AbortController()
    const done = this.serve(app, transport, stop.signal).finally(() => this.running.delete(app.id))
    this.running.set(app.id, { stop, done })
  }

  private async serve(app: ChannelApp, transport: ListenerTransport, signal: AbortSignal): Promise<void> {
    let noted: Promise<void> = Promise.resolve()
    const report = (problem: string | null) => {
      const note = { holder: this.holder, text: problem }
      noted = noted.then(() => noteOnLease(this.ctx, listenerLease(app.id), note)).catch(() => {})
    }
    for (let failures = 0; !signal.aborted; ) {
      const opened = this.ctx.now().getTime()
      report('connecting')
      try {
        const current = await this.current(app)
        const address = hostOf(current, 'messages')
        const keep = (messages: readonly PushedMessage[]) =>
          this.keeper.keep(messages.map((message) => ({ app, address, message: storable(message) })))
        await transport({ app: current, signal, keep, report })
      } catch (error) {
        report(error instanceof Error ? error.message : String(error))
        this.ctx.log.warn({ err: error, app: app.name }, 'a listener lost its socket')
      }
      failures = this.ctx.now().getTime() - opened > LONGEST_WAIT_MS ? 0 : failures + 1
      await pause(backOff(failures), signal)
    }
  }

  private async current(app: ChannelApp): Promise<ChannelApp> {
    return (await this.apps.all()).find((one) => one.id === app.id) ?? app
  }
}

/** Full jitter: anywhere below the doubling ceiling, so that many clients do not come back together. */
function backOff(failures: number): number {
  return FIRST_WAIT_MS + Math.random() * Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(failures, 10))
}

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return
  await new Promise<void>((resolve) => {
    const timer = setTimeout(done, milliseconds)
    function done() {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    signal.addEventListener('abort', done)
  })
}
