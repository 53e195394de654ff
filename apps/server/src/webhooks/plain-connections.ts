import { type Server, STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import { answerPush, type PushAnswer, type PushDoor, timePush } from './answer-push.ts'
import { type PlainPush, readPlainPush } from './plain-push.ts'

/** As long as Node keeps an idle connection of ours. */
const IDLE_MS = 65_000
/** A push of which so many pieces came and which is still not whole is a slow sender's or a long one: Node has limits for both. */
const MAX_PIECES = 2
/** So much of a push that is not whole is kept here, and no longer; Node counts what it keeps. */
const MAX_KEPT = 16_384
const UNFINISHED_MS = 5000

/** Connections whose pushes are answered without Node's HTTP. */
export interface PlainConnections {
  /** Ends idle connections now and the others once they have their answer. */
  close(): void
}

/**
 * Puts the quick reader of plain pushes in front of a server's own (docs/adr/0028). A connection is read by it as long as all that
 * comes is plain pushes, whole; with the first that is anything else it becomes an ordinary connection of the server, for good.
 */
export function takePlainConnections(server: Server, door: PushDoor): PlainConnections {
  const [takeByNode] = server.listeners('connection') as ((socket: Socket) => void)[]
  if (!takeByNode) throw new Error('this Node takes connections in another way')
  server.removeAllListeners('connection')
  const open = new Set<PlainConnection>()
  server.on('connection', (socket: Socket) => {
    const connection = new PlainConnection(socket, door, (pending) => {
      open.delete(connection)
      if (!pending) return
      socket.pause()
      socket.unshift(pending)
      takeByNode.call(server, socket)
      process.nextTick(() => socket.resume())
    })
    open.add(connection)
  })
  return {
    close: () => {
      for (const connection of open) connection.close()
    },
  }
}

/** One connection while it brings nothing but plain pushes, one answer at a time. */
class PlainConnection {
  private readonly socket: Socket
  private readonly door: PushDoor
  private readonly leave: (pending: Buffer | null) => void
  private pending: Buffer | null = null
  private pieces = 0
  private isAnswering = false
  /** The other end sends no more. */
  private hasEnded = false
  /** The server reads no more. */
  private isClosing = false

  /** `leave` is called once: with the bytes that Node shall read, or with null when the connection is gone. */
  constructor(socket: Socket, door: PushDoor, leave: (pending: Buffer | null) => void) {
    this.socket = socket
    this.door = door
    this.leave = leave
    socket.setTimeout(IDLE_MS)
    socket.on('data', this.onData).on('end', this.onEnd).on('timeout', this.onTimeout)
    socket.on('error', this.onError).on('close', this.onClose)
  }

  /** No further push is read once the one being answered is. */
  close(): void {
    this.isClosing = true
    if (!this.isAnswering) this.socket.destroySoon()
  }

  private readonly onData = (chunk: Buffer): void => {
    this.pending = this.pending ? Buffer.concat([this.pending, chunk]) : chunk
    if (this.isAnswering) this.socket.pause()
    else this.read()
  }

  private readonly onEnd = (): void => {
    this.hasEnded = true
    if (!this.isAnswering) this.socket.destroySoon()
  }

  private readonly onError = (): void => void this.socket.destroy()
  private readonly onClose = (): void => this.leave(null)

  private readonly onTimeout = (): void => {
    if (this.isAnswering) return
    if (this.pending) this.handOver(this.pending)
    else this.socket.destroy()
  }

  private read(): void {
    const bytes = this.pending
    if (!bytes) return
    this.pieces += 1
    const push = readPlainPush(bytes, this.door.maxBytes)
    if (typeof push === 'string' && this.hasEnded) this.socket.destroySoon()
    else if (push === 'other' || (push === 'more' && (this.pieces >= MAX_PIECES || bytes.length > MAX_KEPT)))
      this.handOver(bytes)
    else if (push === 'more') this.socket.setTimeout(UNFINISHED_MS)
    else {
      if (this.pieces > 1) this.socket.setTimeout(IDLE_MS)
      this.pieces = 0
      this.pending = bytes.length > push.length ? bytes.subarray(push.length) : null
      void this.answer(push)
    }
  }

  private async answer({ at, headers, body }: PlainPush): Promise<void> {
    const started = performance.now()
    this.isAnswering = true
    const remoteAddress = this.socket.remoteAddress ?? ''
    const answer = await answerPush(this.door, { at, method: 'POST', headers, body, remoteAddress })
    this.isAnswering = false
    timePush(answer.status, started)
    this.socket.write(onTheWire(answer))
    if (this.isClosing || (this.hasEnded && !this.pending)) this.socket.destroySoon()
    else if (this.pending) {
      this.socket.resume()
      this.read()
    }
  }

  private handOver(bytes: Buffer): void {
    const { socket } = this
    socket.setTimeout(0)
    socket.off('data', this.onData).off('end', this.onEnd).off('timeout', this.onTimeout)
    socket.off('error', this.onError).off('close', this.onClose)
    this.leave(bytes)
  }
}

function onTheWire({ status, headers, body }: PushAnswer): string {
  let head = `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\ndate: ${httpDate()}\r\n`
  for (let index = 0; index < headers.length; index += 2) head += `${headers[index]}: ${headers[index + 1]}\r\n`
  return `${head}\r\n${body}`
}

let dateOf = { second: 0, text: '' }

/** The `date` of an answer (RFC 9110 6.6.1), written once a second. */
function httpDate(): string {
  const second = Math.floor(Date.now() / 1000)
  if (dateOf.second !== second) dateOf = { second, text: new Date(second * 1000).toUTCString() }
  return dateOf.text
}
