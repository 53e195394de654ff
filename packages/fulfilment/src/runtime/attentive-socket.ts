import { Socket, type SocketConstructorOpts } from 'node:net'

/** Above every time-out that Postgres itself keeps (`statement_timeout` 15 s): so long, only a dead connection is silent. */
const SILENCE_MS = 18_000
/** A neighbour may have heard its last word a moment after the question that was never answered. */
const LAST_WORD_MS = 3000

/** A batch of writes is larger than Node's 64 kB, and waiting for it to drain would part statements that go together. */
const HIGH_WATER = 1_000_000

const WRITABLE = { writableHighWaterMark: HIGH_WATER } as SocketConstructorOpts

const open = new Set<AttentiveSocket>()

/**
 * A connection to Postgres that ends when it was asked something and heard nothing at all for 18 s: a half-open or stalled
 * network tells nobody, and postgres.js itself would wait for ever. Its neighbours that heard nothing in nearly all of that
 * time, busy or idle, took the same way and end with it. Without TLS only: TLS writes past this class.
 */
class AttentiveSocket extends Socket {
  private timer: NodeJS.Timeout | null = null
  private heardAt = performance.now()
  /** The first question since anything was heard. */
  private askedAt: number | null = null

  constructor() {
    super(WRITABLE)
    open.add(this)
  }

  /** What is written in one turn, a statement at a time, goes out in one call to the system. */
  override write(...input: unknown[]): boolean {
    if (this.writableCorked === 0) {
      this.cork()
      process.nextTick(() => this.uncork())
    }
    return super.write(...(input as Parameters<Socket['write']>))
  }

  override push(...input: Parameters<Socket['push']>): boolean {
    this.heardAt = performance.now()
    this.askedAt = null
    return super.push(...input)
  }

  override _write(...input: Parameters<Socket['_write']>): void {
    this.expectAnswer()
    super._write(...input)
  }

  override _writev(...input: Parameters<NonNullable<Socket['_writev']>>): void {
    this.expectAnswer()
    super._writev?.(...input)
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    open.delete(this)
    if (this.timer) clearTimeout(this.timer)
    super._destroy(error, done)
  }

  private expectAnswer(): void {
    this.askedAt ??= performance.now()
    if (!this.timer && !this.destroyed) this.lookAgain(SILENCE_MS)
  }

  private lookAgain(milliseconds: number): void {
    this.timer = setTimeout(() => {
      this.timer = null
      const { askedAt } = this
      if (askedAt === null) return
      const left = askedAt + SILENCE_MS - performance.now()
      if (left > 0) this.lookAgain(left)
      else for (const one of open) if (one.heardAt < askedAt + LAST_WORD_MS) one.destroy()
    }, milliseconds)
    this.timer.unref()
  }
}

/** What postgres.js calls for a new connection; it queues its first words until the network is there. */
export function openAttentiveSocket(options: { host: string[]; port: number[]; path?: string | false }): Socket {
  const [host = 'localhost'] = options.host
  const [port = 5432] = options.port
  const socket = new AttentiveSocket()
  return options.path ? socket.connect(options.path) : socket.connect(port, host)
}
