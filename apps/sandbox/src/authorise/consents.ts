import { randomBytes } from 'node:crypto'
import type { WorldChannel, WorldShop } from '../world.ts'

/** As Pinduoduo publishes it. */
const LIFE_MS = 10 * 60 * 1000

/** Codes that owners of shops gave out by agreeing; each buys tokens once, and not for long. */
export class Consents {
  private readonly wall: () => number
  private readonly given = new Map<string, { channel: WorldChannel; shop: WorldShop; until: number }>()

  constructor(wall: () => number) {
    this.wall = wall
  }

  give(channel: WorldChannel, shop: WorldShop): string {
    const code = randomBytes(20).toString('hex')
    this.given.set(code, { channel, shop, until: this.wall() + LIFE_MS })
    return code
  }

  /** Whose code it is; null for one that is unknown, used, too old, or of another app. */
  take(channel: WorldChannel, code: string): WorldShop | null {
    const one = this.given.get(code)
    this.given.delete(code)
    return one !== undefined && one.channel === channel && this.wall() < one.until ? one.shop : null
  }
}
