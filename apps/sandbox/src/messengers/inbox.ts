import { createHash } from 'node:crypto'

const MOST_KEPT = 1000
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** `dropped`: above a limit, silently. `duplicate`: the same content again, silently. */
export type MessageFate = 'arrived' | 'dropped' | 'duplicate'

export interface ReceivedMessage {
  readonly at: string
  readonly messenger: 'wecom' | 'dingtalk' | 'email'
  readonly form: 'app' | 'card' | 'robot' | 'ding' | 'mail'
  /** A person's id or mailbox there; of a robot, its group. */
  readonly to: string
  readonly title: string
  readonly text: string
  readonly fate: MessageFate
}

/** What people and groups of the messengers received, or would have. */
export class Inbox {
  private readonly messages: ReceivedMessage[] = []
  private readonly seen = new Map<string, number>()
  private readonly wall: () => number

  constructor(wall: () => number) {
    this.wall = wall
  }

  list(limit: number): readonly ReceivedMessage[] {
    return this.messages.slice(-limit).reverse()
  }

  /** How many arrived at somebody within so many milliseconds. */
  countOf(messenger: ReceivedMessage['messenger'], to: string, within: number): number {
    const since = this.wall() - within
    return this.messages.filter(
      (one) => one.messenger === messenger && one.to === to && one.fate === 'arrived' && Date.parse(one.at) > since,
    ).length
  }

  /** True when the same content went to the same person within so many milliseconds; remembers it otherwise. */
  isRepeated(to: string, content: string, within: number): boolean {
    const key = createHash('sha256').update(`${to}\n${content}`).digest('hex')
    const before = this.seen.get(key)
    if (before !== undefined && this.wall() - before < within) return true
    this.seen.set(key, this.wall())
    return false
  }

  take(message: Omit<ReceivedMessage, 'at'>): void {
    this.messages.push({ ...message, at: new Date(this.wall()).toISOString() })
    if (this.messages.length > MOST_KEPT) this.messages.shift()
  }
}

export const WITHIN = { minute: MINUTE, hour: HOUR, day: DAY } as const
