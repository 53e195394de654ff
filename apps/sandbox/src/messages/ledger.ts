import type { WorldChannel } from '../world.ts'
import type { Fate, Message } from './message.ts'

/** So many of the latest messages are remembered with their bytes. */
const LONGEST = 4000

export interface Tally {
  made: number
  sent: number
  acked: number
  failed: number
  givenUp: number
}

/** Every message with its fate, latest last; older ones only count. */
export class Ledger {
  private messages: Message[] = []
  private readonly tallies = new Map<WorldChannel, Tally>()

  add(message: Message): void {
    this.messages.push(message)
    this.tallyOf(message.channel).made += 1
    if (this.messages.length > LONGEST * 1.2) this.messages = this.messages.slice(-LONGEST)
  }

  noteAttempt(message: Message, at: number): void {
    message.sentAt.push(at)
    if (message.fate === 'waiting') message.fate = 'sent'
    this.tallyOf(message.channel).sent += 1
  }

  noteAnswer(message: Message, answer: string, acked: boolean): void {
    message.answer = answer.slice(0, 200)
    const tally = this.tallyOf(message.channel)
    if (acked && message.fate !== 'acked') tally.acked += 1
    if (!acked) tally.failed += 1
    if (acked) message.fate = 'acked'
  }

  giveUp(message: Message): void {
    message.fate = 'given_up'
    this.tallyOf(message.channel).givenUp += 1
  }

  tallyOf(channel: WorldChannel): Tally {
    const tally = this.tallies.get(channel) ?? { made: 0, sent: 0, acked: 0, failed: 0, givenUp: 0 }
    this.tallies.set(channel, tally)
    return tally
  }

  /** Latest first. */
  list(filter: {
    channel?: WorldChannel | undefined
    orderNumber?: string | undefined
    limit: number
  }): readonly Message[] {
    const { channel, orderNumber, limit } = filter
    const found: Message[] = []
    for (let at = this.messages.length - 1; at >= 0 && found.length < limit; at -= 1) {
      const message = this.messages[at]
      if (message === undefined || (channel && message.channel !== channel)) continue
      if (orderNumber === undefined || message.orderNumber === orderNumber) found.push(message)
    }
    return found
  }
}

/** One message as the control page and tests read it. */
export function ledgerLine(message: Message): {
  readonly id: string
  readonly channel: string
  readonly platform: string
  readonly topic: string
  readonly orderNumber: string | null
  readonly cause: string
  readonly madeAt: string
  readonly sentAt: readonly string[]
  readonly fate: Fate
  readonly acked: boolean
  readonly answer: string | null
} {
  const { id, channel, topic, orderNumber, cause, fate, answer } = message
  return {
    id,
    channel: channel.name,
    platform: channel.platform,
    topic,
    orderNumber,
    cause,
    madeAt: new Date(message.madeAt).toISOString(),
    sentAt: message.sentAt.map((at) => new Date(at).toISOString()),
    fate,
    acked: fate === 'acked',
    answer,
  }
}
