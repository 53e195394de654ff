import type { Socket } from 'node:net'

/** Above every time-out that Postgres itself keeps (`statement_timeout` 15 s): so long, only a dead connection is silent. */
const SILENCE_MS = 18_000
/** A neighbour may have heard its last word a moment after the question that was never answered. */
const LAST_WORD_MS = 3000

interface Heard {
  heardAt: number
  /** The first question since anything was heard. */
  askedAt: number | null
}

const open = new Map<Socket, Heard>()

/**
 * Lets a connection to Postgres end when it was asked something and heard nothing at all for 18 s: a half-open or stalled
 * network tells nobody, and postgres.js itself would wait for ever. Its neighbours that heard nothing in nearly all of that
 * time, busy or idle, took the same way and end with it. What is written in one turn goes out in one call to the system.
 */
export function attend<Connection extends Socket>(socket: Connection): Connection {
  const heard: Heard = { heardAt: performance.now(), askedAt: null }
  let timer: NodeJS.Timeout | null = null
  const lookAgain = (milliseconds: number) => {
    timer = setTimeout(() => {
      timer = null
      const { askedAt } = heard
      if (askedAt === null) return
      const left = askedAt + SILENCE_MS - performance.now()
      if (left > 0) lookAgain(left)
      else for (const [other, { heardAt }] of open) if (heardAt < askedAt + LAST_WORD_MS) other.destroy()
    }, milliseconds)
    timer.unref()
  }
  const expectAnswer = () => {
    heard.askedAt ??= performance.now()
    if (!timer && !socket.destroyed) lookAgain(SILENCE_MS)
  }
  const whole = {
    write: socket.write.bind(socket) as (...input: unknown[]) => boolean,
    push: socket.push.bind(socket),
    one: socket._write.bind(socket),
    many: socket._writev?.bind(socket),
  }
  open.set(socket, heard)
  socket.once('close', () => {
    open.delete(socket)
    if (timer) clearTimeout(timer)
  })
  return Object.assign(socket, {
    write: (...input: unknown[]) => {
      if (socket.writableCorked === 0) {
        socket.cork()
        process.nextTick(() => socket.uncork())
      }
      return whole.write(...input)
    },
    push: (...input: Parameters<Socket['push']>) => {
      heard.heardAt = performance.now()
      heard.askedAt = null
      return whole.push(...input)
    },
    _write: (...input: Parameters<Socket['_write']>) => {
      expectAnswer()
      whole.one(...input)
    },
    _writev: (...input: Parameters<NonNullable<Socket['_writev']>>) => {
      expectAnswer()
      whole.many?.(...input)
    },
  })
}
