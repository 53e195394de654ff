import { createHmac } from 'node:crypto'
import { tokenOf } from '../seeded-secrets.ts'
import type { WorldChannel, WorldShop } from '../world.ts'

const WEIXIN_LIFE_SECONDS = 7200
const OAUTH_LIFE_SECONDS = 7 * 24 * 3600

export interface IssuedTokens {
  readonly accessToken: string
  readonly refreshToken: string
  readonly expiresInSeconds: number
}

/** Access tokens of all platforms. Tokens prove themselves, so that those of an earlier run stay good. */
export class Tokens {
  private readonly seed: number
  private readonly wall: () => number
  /** Generations below the floor have expired. */
  private readonly floors = new Map<WorldShop, number>()
  private readonly current = new Map<WorldShop, number>()
  private readonly refreshFloors = new Map<WorldShop, number>()
  private weixinFloor = 0
  private weixinIssuedAt = 0

  constructor(seed: number, wall: () => number) {
    this.seed = seed
    this.wall = wall
  }

  /** Pinduoduo and Douyin: whose token it is; null when nobody's, or expired. */
  shopOf(channel: WorldChannel, token: string | null): WorldShop | null {
    const generation = generationOf(token)
    const shop = channel.shops.find((one) => token === tokenOf(this.seed, `access:${one.nativeNumber}`, generation))
    return shop !== undefined && generation >= (this.floors.get(shop) ?? 0) ? shop : null
  }

  /** A shop authorised anew: its earlier tokens end, both kinds of them. */
  issue(shop: WorldShop): IssuedTokens {
    const issued = this.next(shop, 0)
    const generation = this.current.get(shop) ?? 0
    this.floors.set(shop, generation)
    this.refreshFloors.set(shop, generation)
    return issued
  }

  /** Pinduoduo and Douyin: new tokens for a refresh token of any generation since the last authorisation; null for a wrong one. */
  refresh(channel: WorldChannel, refreshToken: string): IssuedTokens | null {
    const given = generationOf(refreshToken)
    const shop = channel.shops.find((one) => refreshToken === tokenOf(this.seed, `refresh:${one.nativeNumber}`, given))
    if (shop === undefined || given < (this.refreshFloors.get(shop) ?? 0)) return null
    return this.next(shop, given)
  }

  private next(shop: WorldShop, given: number): IssuedTokens {
    const next = Math.max(given + 1, (this.current.get(shop) ?? 0) + 1, this.floors.get(shop) ?? 0)
    this.current.set(shop, next)
    return {
      accessToken: tokenOf(this.seed, `access:${shop.nativeNumber}`, next),
      refreshToken: tokenOf(this.seed, `refresh:${shop.nativeNumber}`, next),
      expiresInSeconds: OAUTH_LIFE_SECONDS,
    }
  }

  /** WeChat: the app's token, the same one while it lives unless a new one is forced. */
  weixin(channel: WorldChannel, force: boolean): { accessToken: string; expiresInSeconds: number } {
    const now = this.wall()
    if (force || now >= this.weixinIssuedAt + WEIXIN_LIFE_SECONDS * 1000) {
      this.weixinIssuedAt = Math.max(now, this.weixinFloor)
    }
    const left = Math.ceil((this.weixinIssuedAt - now) / 1000) + WEIXIN_LIFE_SECONDS
    return { accessToken: this.weixinToken(channel, this.weixinIssuedAt), expiresInSeconds: left }
  }

  weixinState(channel: WorldChannel, token: string): 'good' | 'expired' | 'invalid' {
    const issuedAt = Number.parseInt(token.split('_')[1] ?? '', 36)
    if (Number.isNaN(issuedAt) || token !== this.weixinToken(channel, issuedAt)) return 'invalid'
    const ended = issuedAt < this.weixinFloor || this.wall() >= issuedAt + WEIXIN_LIFE_SECONDS * 1000
    return ended ? 'expired' : 'good'
  }

  /** Ends every access token of a channel that can be fetched anew. */
  expire(channel: WorldChannel): void {
    if (channel.platform === 'weixin-shop') {
      this.weixinFloor = this.wall() + 1
      this.weixinIssuedAt = 0
    }
    for (const shop of channel.shops) {
      const floor = Math.max(this.floors.get(shop) ?? 0, (this.current.get(shop) ?? 0) + 1)
      this.floors.set(shop, floor)
    }
  }

  private weixinToken(channel: WorldChannel, issuedAt: number): string {
    const mac = createHmac('sha256', channel.fields.appSecret ?? '')
      .update(String(issuedAt))
      .digest('base64url')
    return `72_${issuedAt.toString(36)}_${mac}`
  }
}

function generationOf(token: string | null): number {
  const generation = Number.parseInt(token ?? '', 10)
  return Number.isNaN(generation) ? 0 : generation
}
