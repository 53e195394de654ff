import { type ChannelApp, readChannelApps } from '../catalogue/index.ts'
import type { Context } from '../runtime/context.ts'

const FRESH_MS = 2000

/** The apps with their secrets open, read again when older than two seconds: a change takes effect in that time. */
export class AppCache {
  private apps: readonly (ChannelApp & { pushKey: string })[] = []
  private byPushKey: ReadonlyMap<string, ChannelApp> = new Map()
  private readAt = Number.NEGATIVE_INFINITY
  private reading: Promise<void> | null = null
  private readonly ctx: Context

  constructor(ctx: Context) {
    this.ctx = ctx
  }

  async all(): Promise<readonly (ChannelApp & { pushKey: string })[]> {
    if (!this.isFresh()) {
      this.reading ??= this.read().finally(() => {
        this.reading = null
      })
      await this.reading
    }
    return this.apps
  }

  /** The app behind a push address; a promise only when the apps must be read again first. */
  at(pushKey: string): ChannelApp | undefined | Promise<ChannelApp | undefined> {
    return this.isFresh() ? this.byPushKey.get(pushKey) : this.all().then(() => this.byPushKey.get(pushKey))
  }

  /** One app as it was last read, for code that cannot wait. */
  known(id: string): ChannelApp | undefined {
    return this.apps.find((app) => app.id === id)
  }

  private isFresh(): boolean {
    const age = this.ctx.now().getTime() - this.readAt
    return age >= 0 && age <= FRESH_MS
  }

  /** For code that must see its own change at once. */
  forget(): void {
    this.readAt = Number.NEGATIVE_INFINITY
  }

  private async read(): Promise<void> {
    const readAt = this.ctx.now().getTime()
    this.apps = await readChannelApps(this.ctx)
    this.byPushKey = new Map(this.apps.map((app) => [app.pushKey, app]))
    this.readAt = readAt
  }
}
