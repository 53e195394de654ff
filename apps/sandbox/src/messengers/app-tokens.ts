const LIFE_SECONDS = 7200

/** Access tokens of one messenger's app: the same one while it lives; all ended at once on request. */
export class AppTokens {
  private generation = 1
  private issuedAt: number | null = null
  private readonly wall: () => number
  private readonly mark: string

  constructor(mark: string, wall: () => number) {
    this.mark = mark
    this.wall = wall
  }

  issue(): { accessToken: string; expiresInSeconds: number } {
    if (this.issuedAt === null || this.left() <= 0) this.renew()
    return { accessToken: this.current(), expiresInSeconds: this.left() }
  }

  stateOf(token: string | undefined): 'good' | 'ended' | 'unknown' {
    if (token === this.current() && this.issuedAt !== null && this.left() > 0) return 'good'
    return token?.startsWith(`${this.mark}.`) ? 'ended' : 'unknown'
  }

  endAll(): void {
    this.issuedAt = null
  }

  private renew(): void {
    this.generation += 1
    this.issuedAt = this.wall()
  }

  private left(): number {
    return Math.floor(((this.issuedAt ?? 0) + LIFE_SECONDS * 1000 - this.wall()) / 1000)
  }

  private current(): string {
    return `${this.mark}.${this.generation}.${this.issuedAt ?? 0}`
  }
}
