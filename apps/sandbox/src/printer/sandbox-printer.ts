import { once } from 'node:events'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import type { PrinterFault, PrinterLanguage } from '@baton/contract'
import { buildStatus, type PrintPage } from '@baton/platforms/label-printer'
import { PrinterFeed } from './printer-feed.ts'

const MOST_KEPT = 20

export interface Print {
  readonly number: number
  readonly at: string
  readonly language: PrinterLanguage
  readonly page: PrintPage
}

/** A label printer that speaks ZPL and TSPL and breaks when it is told to. What comes while it is broken waits. */
export class SandboxPrinter {
  faults: readonly PrinterFault[] = []
  private readonly wall: () => number
  private readonly kept: Print[] = []
  private readonly held: { language: PrinterLanguage; page: PrintPage }[] = []
  private readonly sockets = new Set<Socket>()
  private server: Server | null = null
  private count = 0

  constructor(wall: () => number) {
    this.wall = wall
  }

  get port(): number | null {
    return this.server ? (this.server.address() as AddressInfo).port : null
  }

  /** The latest first. */
  get prints(): readonly Print[] {
    return [...this.kept].reverse()
  }

  get waiting(): number {
    return this.held.length
  }

  find(number: number): Print | null {
    return this.kept.find((print) => print.number === number) ?? null
  }

  setFaults(faults: readonly PrinterFault[]): void {
    this.faults = faults
    if (faults.length > 0) return
    for (const { language, page } of this.held.splice(0)) this.keep(language, page)
  }

  async listen(port: number): Promise<void> {
    this.server = createServer((socket) => this.serve(socket))
    this.server.listen(port, '127.0.0.1')
    await once(this.server, 'listening')
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy()
    const server = this.server
    this.server = null
    if (server) await new Promise((resolve) => server.close(resolve))
  }

  private serve(socket: Socket): void {
    socket.on('error', () => {})
    if (this.faults.includes('unreachable')) {
      socket.destroy()
      return
    }
    this.sockets.add(socket)
    socket.on('close', () => this.sockets.delete(socket))
    const feed = new PrinterFeed()
    socket.on('data', (bytes) => {
      for (const part of feed.take(bytes)) {
        if (part.kind === 'pages') for (const page of part.pages) this.print(part.language, page)
        else if (!this.faults.includes('silent'))
          socket.write(buildStatus(part.language, { faults: this.faults, isBusy: this.held.length > 0 }))
      }
    })
  }

  private print(language: PrinterLanguage, page: PrintPage): void {
    if (this.faults.length > 0) this.held.push({ language, page })
    else this.keep(language, page)
  }

  private keep(language: PrinterLanguage, page: PrintPage): void {
    this.count += 1
    this.kept.push({ number: this.count, at: new Date(this.wall()).toISOString(), language, page })
    if (this.kept.length > MOST_KEPT) this.kept.shift()
  }
}
