import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Seconds of its rate that a receiver takes at once, as the platforms' own limiters do. */
const BURST_SECONDS = 5

/** A system that is told of shipments, takes so many calls a second and answers the others 429. */
export class Receiver {
  taken = 0
  refused = 0
  private tokens: number
  private filledAt = performance.now()
  private readonly perSecond: number
  private readonly server: Server

  private constructor(perSecond: number) {
    this.perSecond = perSecond
    this.tokens = perSecond * BURST_SECONDS
    this.server = createServer((request, response) => {
      request.resume().on('end', () => {
        const isFree = this.take()
        response.writeHead(isFree ? 200 : 429, isFree ? {} : { 'retry-after': '1' }).end()
      })
    })
  }

  static async open(perSecond: number): Promise<Receiver> {
    const receiver = new Receiver(perSecond)
    await new Promise<void>((resolve) => receiver.server.listen(0, '127.0.0.1', resolve))
    return receiver
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/events`
  }

  close(): void {
    this.server.close()
    this.server.closeAllConnections()
  }

  private take(): boolean {
    const now = performance.now()
    const filled = this.tokens + ((now - this.filledAt) / 1000) * this.perSecond
    this.tokens = Math.min(filled, this.perSecond * BURST_SECONDS)
    this.filledAt = now
    const isFree = this.tokens >= 1
    if (isFree) this.tokens -= 1
    this.taken += isFree ? 1 : 0
    this.refused += isFree ? 0 : 1
    return isFree
  }
}
