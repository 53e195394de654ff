import { type ChannelApp, readChannelApps } from '../catalogue/index.ts'
import type { Context } from '../runtime/context.ts'

const FRESH_MS = 2000

/** The apps with their secrets open, read again when older than two seconds: a change takes effect in that time. */
export class AppCache {
  private apps: readonly (ChannelApp & { pushKey: string })[] = []
  private readAt = Number.NEGATIVE_INFINITY
  private reading: Promise<void> | null = null
  private readonly ctx: Context

  constructor(ctx: Context) {
    this.ctx = ctx
  }

  async all(): Promise<readonly (ChannelApp & { pushKey: string })[]> {
    if (this.ctx.now().getTime() - this.readAt > FRESH_MS) {
      this.reading ??= this.read().finally(() => {
        this.reading = null
      })
      await this.reading
    }
    return this.apps
  }

  /** For code that must see its own change at once. */
  forget(): void {
    this.readAt = Number.NEGATIVE_INFINITY
  }

  private async read(): Promise<void> {
    const readAt = this.ctx.now().getTime()
    this.apps = await readChannelApps(this.ctx)
    this.readAt = readAt
  }
}
