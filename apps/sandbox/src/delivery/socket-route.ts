import type { SimClock } from '../clock.ts'
import type { Ledger } from '../messages/ledger.ts'
import type { Message } from '../messages/message.ts'
import type { WorldChannel } from '../world.ts'

/** One client on a socket channel, once it may receive. */
export interface Receiver {
  /** True while it asked for messages. */
  readonly ready: boolean
  send(message: Message, attempts: number): void
  sendBytes(bytes: Uint8Array | string): void
  end(): void
}

const MOST_UNCONFIRMED = 500
const SWEEP_EVERY_MS = 200
const REDELIVER_AFTER_MS = 30_000

/** The messages of one socket channel: sent again until confirmed, and never after that. */
export class SocketRoute {
  readonly channel: WorldChannel
  /** Real waits are minutes ("5 minutes, not constant"); shorter here, and configurable. Wall milliseconds. */
  redeliverAfterMs = REDELIVER_AFTER_MS
  private readonly clock: SimClock
  private readonly ledger: Ledger
  private readonly receivers = new Set<Receiver>()
  private queue: Message[] = []
  /** In the order of sending, oldest first. */
  private readonly unconfirmed = new Map<string, { message: Message; sentAt: number }>()
  private sweptAt = Number.NEGATIVE_INFINITY

  constructor(channel: WorldChannel, tools: { clock: SimClock; ledger: Ledger }) {
    this.channel = channel
    this.clock = tools.clock
    this.ledger = tools.ledger
  }

  get waiting(): number {
    return this.queue.length + this.unconfirmed.size
  }

  get reachable(): boolean {
    return this.receivers.size > 0
  }

  get connected(): number {
    return this.receivers.size
  }

  deliver(message: Message): void {
    this.queue.push(message)
    this.pump()
  }

  join(receiver: Receiver): void {
    this.receivers.add(receiver)
  }

  leave(receiver: Receiver): void {
    this.receivers.delete(receiver)
  }

  /** The client has committed this message: it is never sent again by itself. */
  confirm(id: string): void {
    const held = this.unconfirmed.get(id)
    if (held === undefined) return
    this.unconfirmed.delete(id)
    this.ledger.noteAnswer(held.message, 'confirmed', true)
    this.pump()
  }

  /** The client could not keep it; it comes again after the usual wait. */
  fail(id: string, reason: string): void {
    const held = this.unconfirmed.get(id)
    if (held !== undefined) this.ledger.noteAnswer(held.message, `fail: ${reason}`, false)
  }

  pump(): void {
    const receiver = this.receiver()
    while (receiver !== undefined && this.unconfirmed.size < MOST_UNCONFIRMED) {
      const message = this.queue.shift()
      if (message === undefined) return
      this.send(receiver, message)
    }
  }

  /** Sends again what was not confirmed in time. */
  sweep(): void {
    const now = this.clock.wall()
    if (now - this.sweptAt < Math.min(SWEEP_EVERY_MS, this.redeliverAfterMs)) return
    this.sweptAt = now
    const receiver = this.receiver()
    if (receiver === undefined) return
    for (const [id, { message, sentAt }] of [...this.unconfirmed]) {
      if (sentAt + this.redeliverAfterMs > now) return
      this.unconfirmed.delete(id)
      this.send(receiver, message)
    }
  }

  /** Sends a message beside the rules: a repeat of a confirmed one. */
  sendAgain(message: Message): void {
    const receiver = this.receiver()
    if (receiver === undefined) return
    this.ledger.noteAttempt(message, this.clock.wall())
    receiver.send(message, message.sentAt.length)
  }

  /** Writes bytes to every client; how many got them. */
  sendBytes(bytes: Uint8Array | string): number {
    for (const receiver of this.receivers) receiver.sendBytes(bytes)
    return this.receivers.size
  }

  /** Cuts every connection; how many there were. */
  disconnect(): number {
    const count = this.receivers.size
    for (const receiver of [...this.receivers]) receiver.end()
    this.receivers.clear()
    return count
  }

  private receiver(): Receiver | undefined {
    return [...this.receivers].findLast((one) => one.ready)
  }

  private send(receiver: Receiver, message: Message): void {
    const sentAt = this.clock.wall()
    this.ledger.noteAttempt(message, sentAt)
    this.unconfirmed.set(message.id, { message, sentAt })
    receiver.send(message, message.sentAt.length)
  }
}
