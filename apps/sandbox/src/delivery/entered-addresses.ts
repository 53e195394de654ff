import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { WorldChannel } from '../world.ts'

const LOOK_EVERY_MS = 2000

/**
 * What ops enter into each platform's console: where it pushes (`push-addresses.json`), or where its authorise page sends
 * back to (`redirect-addresses.json`). Baton writes both into its data folder, at first or later.
 */
export class EnteredAddresses {
  private readonly file: string | undefined
  private readonly fixed = new Map<string, string>()
  private urls = new Map<string, string>()
  private readAt = 0
  private lookedAt = Number.NEGATIVE_INFINITY

  constructor(dataFolder: string | undefined, name: 'push-addresses.json' | 'redirect-addresses.json') {
    this.file = dataFolder === undefined ? undefined : join(dataFolder, name)
  }

  /** Looks at the file again when it may have changed; cheap enough for every tick. */
  refresh(now: number): void {
    if (this.file === undefined || now - this.lookedAt < LOOK_EVERY_MS) return
    this.lookedAt = now
    try {
      const changedAt = statSync(this.file).mtimeMs
      if (changedAt === this.readAt) return
      this.urls = parse(readFileSync(this.file, 'utf8'))
      this.readAt = changedAt
    } catch {
      // Not written yet, or half written: looked at again soon.
    }
  }

  /** Overrides the file for one channel; for tests that push elsewhere. */
  set(channel: WorldChannel, url: string): void {
    this.fixed.set(keyOf(channel), url)
  }

  find(channel: WorldChannel): string | undefined {
    return this.fixed.get(keyOf(channel)) ?? this.urls.get(keyOf(channel))
  }
}

function parse(text: string): Map<string, string> {
  const rows: unknown = JSON.parse(text)
  if (!Array.isArray(rows)) return new Map()
  return new Map(rows.filter(isRow).map((row) => [keyOf(row), row.url]))
}

function isRow(row: unknown): row is { platform: string; name: string; url: string } {
  return (
    typeof row === 'object' &&
    row !== null &&
    'platform' in row &&
    'name' in row &&
    'url' in row &&
    typeof row.url === 'string'
  )
}

function keyOf(channel: { platform: string; name: string }): string {
  return `${channel.platform}\n${channel.name}`
}
