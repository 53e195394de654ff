import { alwaysTo, type Context, resolveAllowed } from '@baton/fulfilment/runtime'
import { UnreadableMessage } from '@baton/platforms'
import WebSocket from 'ws'

const OPEN_MS = 10_000
const SILENCE_MS = 60_000
const MAX_FRAME = 1_000_000

export interface SocketHandlers {
  onOpen(socket: WebSocket): void
  /** One frame; a rejection ends the socket, but for a frame that makes no sense: the ones beside it are still heard. */
  onFrame(socket: WebSocket, frame: Buffer): Promise<void> | void
  /** Sent by us at this pace; also what keeps the connection alive. */
  readonly beat: { everyMs: number; send(socket: WebSocket): void }
}

/**
 * Serves one client socket until the signal fires, it closes, or it has been silent for a minute. It goes where any
 * outgoing call may go; throws `OutgoingFailure` for other addresses. Frames that make no sense are reported until one does
 * again, or none has come for a minute.
 */
export async function serveSocket(
  ctx: Pick<Context, 'env'>,
  { url, signal, report }: { url: string; signal: AbortSignal; report(problem: string | null): void },
  handlers: SocketHandlers,
): Promise<void> {
  const { hostname, port, protocol } = new URL(url)
  const target = { host: hostname, port: Number(port) || (protocol === 'wss:' ? 443 : 80) }
  const lookup = alwaysTo(await resolveAllowed(ctx, target))
  const limits = { handshakeTimeout: OPEN_MS, maxPayload: MAX_FRAME, perMessageDeflate: false }
  const socket = new WebSocket(url, { ...limits, lookup })
  await new Promise<void>((resolve, reject) => {
    let heardAt = performance.now()
    let nonsenseAt: number | null = null
    const makesSense = () => {
      if (nonsenseAt !== null) report(null)
      nonsenseAt = null
    }
    const beat = setInterval(() => {
      if (performance.now() - heardAt > SILENCE_MS) return socket.terminate()
      if (nonsenseAt !== null && performance.now() - nonsenseAt > SILENCE_MS) makesSense()
      if (socket.readyState === WebSocket.OPEN) handlers.beat.send(socket)
    }, handlers.beat.everyMs)
    const abort = () => socket.close(1000)
    const end = (finish: () => void) => {
      clearInterval(beat)
      signal.removeEventListener('abort', abort)
      finish()
    }
    const fail = (error: unknown) => {
      socket.terminate()
      end(() => reject(error))
    }
    signal.addEventListener('abort', abort)
    socket.on('open', () => handlers.onOpen(socket))
    socket.on('ping', () => {
      heardAt = performance.now()
    })
    socket.on('message', (data: Buffer) => {
      heardAt = performance.now()
      Promise.resolve(handlers.onFrame(socket, data)).then(makesSense, (error) => {
        if (!(error instanceof UnreadableMessage)) return fail(error)
        nonsenseAt = performance.now()
        report(`a frame makes no sense: ${error.message}`)
      })
    })
    socket.on('error', fail)
    socket.on('close', (code, reason) =>
      end(() => (signal.aborted ? resolve() : reject(new Error(`The socket was closed: ${code} ${reason}`)))),
    )
    if (signal.aborted) abort()
  })
}
