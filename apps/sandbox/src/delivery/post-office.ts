import { Agenda } from '../agenda.ts'
import type { SimClock } from '../clock.ts'
import type { Ledger } from '../messages/ledger.ts'
import type { Draft, Message } from '../messages/message.ts'
import type { World, WorldChannel } from '../world.ts'
import type { EnteredAddresses } from './entered-addresses.ts'
import { HoldBack } from './hold-back.ts'
import { HttpRoute } from './http-route.ts'
import type { SendPush } from './ladders.ts'
import { SocketRoute } from './socket-route.ts'

export interface PostOfficeTools {
  readonly clock: SimClock
  readonly ledger: Ledger
  readonly addresses: EnteredAddresses
  readonly send: SendPush
}

export interface Posting {
  readonly channel: WorldChannel
  readonly orderNumber: string | null
  readonly cause: string
  readonly once?: boolean
  /** Wall milliseconds until it leaves; platforms do not keep the order. */
  readonly jitterMs?: number
}

/** A platform keeps no more than this for a shop that nobody listens for. */
const MOST_FOR_NOBODY = 1000
/** Beyond this backlog the listener is too slow for the speed: the world waits for it. */
const MOST_BACKLOG = 3000

/** Held messages go out one after the other, so that the receiver sees this very order. */
const APART_MS = 40

/** Takes every message to its channel's route, through whatever was injected. */
export class PostOffice {
  readonly routes: ReadonlyMap<WorldChannel, HttpRoute | SocketRoute>
  readonly holdBack = new HoldBack()
  private readonly clock: SimClock
  private readonly ledger: Ledger
  private readonly addresses: EnteredAddresses
  private readonly agenda = new Agenda<() => void>()

  constructor(world: World, tools: PostOfficeTools) {
    this.clock = tools.clock
    this.ledger = tools.ledger
    this.addresses = tools.addresses
    const forHttp = { ...tools, agenda: this.agenda }
    this.routes = new Map(
      world.channels.map((channel) => [
        channel,
        channel.platform === 'taobao' || channel.platform === 'pinduoduo'
          ? new SocketRoute(channel, tools)
          : new HttpRoute(channel, forHttp),
      ]),
    )
  }

  /** Messages that wait for their acknowledgement. */
  get waiting(): number {
    let waiting = this.agenda.size
    for (const route of this.routes.values()) waiting += route.waiting
    return waiting
  }

  /** True while listeners that are there cannot keep up. */
  get congested(): boolean {
    let backlog = 0
    for (const route of this.routes.values()) if (route.reachable) backlog += route.waiting
    return backlog > MOST_BACKLOG
  }

  post(draft: Draft, posting: Posting): Message {
    const { channel, orderNumber, cause, once = false, jitterMs = 0 } = posting
    const message: Message = {
      ...draft,
      channel,
      orderNumber,
      cause,
      once,
      madeAt: this.clock.wall(),
      sentAt: [],
      fate: 'waiting',
      answer: null,
    }
    this.ledger.add(message)
    const route = this.routes.get(channel)
    if (jitterMs > 0 && route !== undefined && !route.reachable && route.waiting >= MOST_FOR_NOBODY) {
      this.ledger.giveUp(message)
      return message
    }
    this.later(jitterMs, () => this.leave(message))
    return message
  }

  /** Sends a message again at once, whatever became of it. */
  repeat(message: Message): void {
    const route = this.routes.get(message.channel)
    if (route instanceof SocketRoute) route.sendAgain(message)
    else route?.deliver(message)
  }

  /** Ends every waiting reorder. */
  releaseHeld(): void {
    this.sendInTurn(this.holdBack.release())
  }

  /** Runs something after so many wall milliseconds, at once for none. */
  later(wallMs: number, action: () => void): void {
    if (wallMs <= 0) action()
    else this.agenda.add(this.clock.wall() + wallMs, action)
  }

  tick(): void {
    const now = this.clock.wall()
    this.addresses.refresh(now)
    for (let action = this.agenda.take(now); action !== undefined; action = this.agenda.take(now)) action()
    for (const route of this.routes.values()) {
      route.pump()
      if (route instanceof SocketRoute) route.sweep()
    }
  }

  private leave(message: Message): void {
    const passage = this.holdBack.pass(message)
    const deliver = () => this.routes.get(message.channel)?.deliver(message)
    if (passage.kind === 'go') deliver()
    if (passage.kind === 'delay') this.later(this.clock.wallSpan(passage.ms), deliver)
    if (passage.kind === 'release') this.sendInTurn(passage.messages)
  }

  private sendInTurn(messages: readonly Message[]): void {
    for (const [turn, message] of messages.entries()) {
      this.later(turn * APART_MS, () => this.routes.get(message.channel)?.deliver(message))
    }
  }
}
