import { createHash } from 'node:crypto'
import { Agent } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import type { HttpPush } from '@baton/platforms'
import { post, type Reply } from './post.ts'

export type PushPlatform = 'own-shop' | 'douyin'

const ACKS = { 'own-shop': '{"ok":true}', douyin: '{"code":0,"msg":"success"}' } as const satisfies Record<
  PushPlatform,
  string
>
/** Platforms wait three to five seconds for an acknowledgement. */
const PATIENCE_MS = 5000

/** One message a platform wants to be rid of: the same key and body however often it is sent, signed anew each time. */
export interface Push {
  readonly platform: PushPlatform
  readonly key: string
  sign(): HttpPush
}

/** What became of one message, as its sender knows it. */
export interface Sent {
  readonly platform: PushPlatform
  readonly key: string
  /** SHA-256 of the body, in hex; null where the platform's driver keeps another spelling of it. */
  readonly hash: string | null
  attempts: number
  acked: number
}

/** Sends as platforms do: again and again with the same id until it hears the exact acknowledgement. */
export class Pusher {
  readonly sent = new Map<string, Sent>()
  /** Answers by status, and lost ones by reason. */
  readonly answers = new Map<string, number>()
  /** Answers that no platform may ever get. */
  readonly complaints = new Set<string>()
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 64 })
  private readonly addressOf: (platform: PushPlatform) => string

  constructor(addressOf: (platform: PushPlatform) => string) {
    this.addressOf = addressOf
  }

  /** One attempt. */
  async once(push: Push): Promise<Reply> {
    const signed = push.sign()
    const sent = this.recordOf(push, signed.body)
    sent.attempts += 1
    const reply = await this.post(push.platform, signed)
    if (isAck(push.platform, reply)) sent.acked += 1
    return reply
  }

  /** Attempts until acknowledged. False if that took longer than `milliseconds`. */
  async deliver(push: Push, milliseconds = 45_000): Promise<boolean> {
    const end = performance.now() + milliseconds
    for (let wait = 50; ; wait = Math.min(500, wait * 2)) {
      if (isAck(push.platform, await this.once(push))) return true
      if (performance.now() > end) {
        this.complaints.add(`messages were not acknowledged within ${milliseconds / 1000} s`)
        return false
      }
      await pause(wait * (0.5 + Math.random()))
    }
  }

  /** Posts bytes as they are, without keeping a record of them; for forgeries. */
  async post(platform: PushPlatform, signed: HttpPush): Promise<Reply> {
    const letter = { url: this.addressOf(platform), headers: signed.headers, body: signed.body }
    const reply = await post(this.agent, letter, PATIENCE_MS)
    this.judge(platform, reply)
    return reply
  }

  count(answer: string): number {
    return this.answers.get(answer) ?? 0
  }

  get acked(): readonly Sent[] {
    return [...this.sent.values()].filter((one) => one.acked > 0)
  }

  close(): void {
    this.agent.destroy()
  }

  private recordOf(push: Push, body: Uint8Array): Sent {
    const id = `${push.platform} ${push.key}`
    const known = this.sent.get(id)
    if (known) return known
    const hash = push.platform === 'own-shop' ? createHash('sha256').update(body).digest('hex') : null
    const made: Sent = { platform: push.platform, key: push.key, hash, attempts: 0, acked: 0 }
    this.sent.set(id, made)
    return made
  }

  private judge(platform: PushPlatform, reply: Reply): void {
    const name = reply.kind === 'lost' ? reply.why : String(reply.status)
    this.answers.set(name, this.count(name) + 1)
    if (reply.kind === 'lost') return
    const { status, retryAfter, body } = reply
    if (status >= 500 && status !== 503) this.complaints.add(`a push was answered ${status}: ${body.slice(0, 200)}`)
    if (status === 503 && !(Number(retryAfter) > 0)) this.complaints.add('a 503 came without Retry-After')
    if (status === 200 && body !== ACKS[platform]) this.complaints.add(`a wrong acknowledgement: ${body.slice(0, 200)}`)
  }
}

export function isAck(platform: PushPlatform, reply: Reply): boolean {
  return reply.kind === 'answered' && reply.status === 200 && reply.body === ACKS[platform]
}
