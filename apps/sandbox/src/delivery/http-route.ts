import type { HttpPush } from '@baton/platforms'
import type { Agenda } from '../agenda.ts'
import type { SimClock } from '../clock.ts'
import type { Ledger } from '../messages/ledger.ts'
import type { Message } from '../messages/message.ts'
import type { WorldChannel } from '../world.ts'
import type { EnteredAddresses } from './entered-addresses.ts'
import { isAcknowledged, pauseAfter, type SendPush } from './ladders.ts'

const AT_ONCE = 8
const SHORTEST_PAUSE_MS = 200
/** Nobody there at all: the address is left alone for so long. */
const REST_MS = 1000
const REMEMBERED = 50

export interface HttpRouteTools {
  readonly clock: SimClock
  readonly ledger: Ledger
  readonly addresses: EnteredAddresses
  readonly send: SendPush
  /** By the wall clock; the owner runs it. */
  readonly agenda: Agenda<() => void>
}

/** Pushes the messages of one HTTP channel, each until the exact acknowledgement or the end of the ladder. */
export class HttpRoute {
  readonly channel: WorldChannel
  private readonly tools: HttpRouteTools
  private queue: Message[] = []
  private flying = 0
  private restsUntil = 0
  private readonly sent: { message: Message; push: HttpPush }[] = []

  constructor(channel: WorldChannel, tools: HttpRouteTools) {
    this.channel = channel
    this.tools = tools
  }

  /** Whether anybody said where to push. */
  get reachable(): boolean {
    return this.tools.addresses.find(this.channel) !== undefined
  }

  get waiting(): number {
    return this.queue.length + this.flying
  }

  deliver(message: Message): void {
    this.queue.push(message)
    this.pump()
  }

  /** Sends what waits, as far as an address is known. */
  pump(): void {
    const url = this.tools.addresses.find(this.channel)
    if (this.tools.clock.wall() < this.restsUntil) return
    while (url !== undefined && this.flying < AT_ONCE) {
      const message = this.queue.shift()
      if (message === undefined) return
      this.flying += 1
      void this.attempt(message, url).finally(() => {
        this.flying -= 1
        this.pump()
      })
    }
  }

  /** The bytes of the platform's own latest push that fits, as they were sent. */
  lastBytes(orderNumber: string | null): { message: Message; push: HttpPush } | undefined {
    return this.sent.findLast(
      ({ message }) => !message.once && (orderNumber === null || message.orderNumber === orderNumber),
    )
  }

  private async attempt(message: Message, url: string): Promise<void> {
    const { clock, ledger, send } = this.tools
    if (message.wire.kind !== 'http') return
    ledger.noteAttempt(message, clock.wall())
    const push = message.wire.push(new Date(clock.wall()))
    this.sent.push({ message, push })
    if (this.sent.length > REMEMBERED) this.sent.shift()
    try {
      const reply = await send(url, push)
      const acked = isAcknowledged(this.channel.platform, reply)
      ledger.noteAnswer(message, `${reply.status} ${reply.body}`, acked)
      if (acked) return
    } catch (error) {
      this.restsUntil = clock.wall() + REST_MS
      ledger.noteAnswer(message, error instanceof Error ? error.message : String(error), false)
    }
    this.retry(message)
  }

  private retry(message: Message): void {
    if (message.fate === 'acked') return
    const pause = message.once ? null : pauseAfter(this.channel.platform, message.sentAt.length)
    if (pause === null) {
      this.tools.ledger.giveUp(message)
      return
    }
    const { agenda, clock } = this.tools
    agenda.add(clock.wall() + Math.max(SHORTEST_PAUSE_MS, clock.wallSpan(pause)), () => this.deliver(message))
  }
}
