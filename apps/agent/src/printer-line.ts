import { once } from 'node:events'
import { createConnection, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import type { AgentPrinter, PrinterFault } from '@baton/contract'
import { type PrinterStatus, readStatus, STATUS_QUERIES } from '@baton/platforms/label-printer'

export interface Patience {
  readonly connectMs: number
  readonly answerMs: number
  /** How long a document may take to come out. */
  readonly printMs: number
}
export const PATIENCE: Patience = { connectMs: 5000, answerMs: 3000, printMs: 30_000 }

const ASK_AGAIN_MS = 300
const MOST_ANSWER = 4096

/** One connection to one printer. Many printers take only one at a time. */
export class PrinterLine {
  private readonly socket: Socket
  private readonly printer: AgentPrinter
  private readonly patience: Patience
  private heard = Buffer.alloc(0)
  private isLost = false

  private constructor(socket: Socket, printer: AgentPrinter, patience: Patience) {
    this.socket = socket
    this.printer = printer
    this.patience = patience
    socket.on('data', (bytes) => {
      this.heard = Buffer.concat([this.heard, bytes]).subarray(-MOST_ANSWER)
      socket.emit('told')
    })
    socket.on('close', () => {
      this.isLost = true
      socket.emit('told')
    })
    socket.on('error', () => {})
  }

  /** Null: nobody answers at its address. */
  static async open(printer: AgentPrinter, patience: Patience): Promise<PrinterLine | null> {
    const socket = createConnection({ host: printer.host, port: printer.port, noDelay: true })
    try {
      await once(socket, 'connect', { signal: AbortSignal.timeout(patience.connectMs) })
    } catch {
      socket.destroy()
      socket.on('error', () => {})
      return null
    }
    return new PrinterLine(socket, printer, patience)
  }

  /** How it is; a fault of the line where it does not say. */
  async ask(): Promise<PrinterStatus> {
    if (this.isLost) return { faults: ['unreachable'], isBusy: false }
    this.heard = Buffer.alloc(0)
    this.socket.write(STATUS_QUERIES[this.printer.language])
    const end = AbortSignal.timeout(this.patience.answerMs)
    for (;;) {
      const status = readStatus(this.printer.language, this.heard)
      if (status) return status
      if (this.isLost) return { faults: ['unreachable'], isBusy: false }
      if (end.aborted) return { faults: ['silent'], isBusy: false }
      await once(this.socket, 'told', { signal: end }).catch(() => {})
    }
  }

  /** Sends a document and waits until it is out. Null: it is; else what happened, and whether paper may have come out. */
  async print(document: Uint8Array): Promise<PrinterFault | 'interrupted' | null> {
    this.socket.write(document)
    const end = performance.now() + this.patience.printMs
    for (;;) {
      const { faults, isBusy } = await this.ask()
      const [fault] = faults
      if (fault) return fault === 'unreachable' || fault === 'silent' ? 'interrupted' : fault
      if (!isBusy) return null
      if (performance.now() > end) return 'interrupted'
      await pause(ASK_AGAIN_MS)
    }
  }

  close(): void {
    this.socket.end()
    this.socket.destroySoon()
  }
}
