import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type OutgoingEvent, openOutgoing } from '@baton/platforms/standard-webhooks'

export const OUTGOING_SECRET = `whsec_${Buffer.from('what we sign for the shop, 32 b.').toString('base64')}`

/** How the shop answers what it is told. `cut`: it takes the message in, and its answer is lost. */
export const MOODS = ['well', 'busy', 'refusing', 'cut'] as const
export type Mood = (typeof MOODS)[number]

export interface Heard {
  readonly id: string
  readonly event: OutgoingEvent
}

/** The shop's own system, as Baton calls it: hears of shipments and cancellations on loopback, well or badly. */
export class ShopOutside {
  mood: Mood = 'well'
  /** What it took in, each message as often as it came. */
  heard: Heard[] = []
  now: () => Date = () => new Date(0)
  private readonly server: Server

  private constructor(server: Server) {
    this.server = server
  }

  static async open(): Promise<ShopOutside> {
    const server = createServer()
    const shop = new ShopOutside(server)
    server.on('request', (request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        const headers = request.headers as Record<string, string>
        const status = shop.take(headers, Buffer.concat(chunks))
        if (status === null) request.socket.destroy()
        else response.writeHead(status).end()
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return shop
  }

  get address(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/events`
  }

  /** Null: it hangs up. */
  private take(headers: Record<string, string>, body: Buffer): number | null {
    if (this.mood === 'busy') return 503
    if (this.mood === 'refusing') return 422
    const opened = openOutgoing({ headers, body }, OUTGOING_SECRET, this.now())
    if (!opened.ok) return opened.status
    this.heard.push({ id: opened.id, event: opened.event })
    return this.mood === 'cut' ? null : 200
  }

  close(): void {
    this.server.close()
    this.server.closeAllConnections()
  }
}
