import type { LiveMessage } from '@baton/contract'
import { afterConnection, afterMessage, LIVE_START, type LiveState, type TabMessage } from './live-state.ts'
import type { ApiClient } from './trpc.ts'

const NAME = 'baton.orders.live'
const LISTEN_AGAIN_MS = 5000

/**
 * One stream per browser: the tab that holds the lock listens to the server and tells the others.
 * Without Web Locks (plain HTTP on a LAN) each tab listens for itself.
 */
export class LiveHub {
  readonly #client: ApiClient
  readonly #messages = new Set<(message: LiveMessage) => void>()
  readonly #states = new Set<() => void>()
  readonly #abort = new AbortController()
  #channel: BroadcastChannel | null = null
  #state = LIVE_START
  #leads = false
  #hasEnded = false

  constructor(client: ApiClient) {
    this.#client = client
  }

  readonly state = (): LiveState => this.#state

  readonly onState = (listener: () => void): (() => void) => {
    this.#states.add(listener)
    return () => this.#states.delete(listener)
  }

  onMessage(listener: (message: LiveMessage) => void): () => void {
    this.#messages.add(listener)
    return () => this.#messages.delete(listener)
  }

  start(): void {
    if (!('locks' in navigator)) {
      void this.#lead()
      return
    }
    this.#channel = new BroadcastChannel(NAME)
    this.#channel.onmessage = (event: MessageEvent<TabMessage>) => this.#hear(event.data)
    this.#tell({ kind: 'hello' })
    navigator.locks.request(NAME, { signal: this.#abort.signal }, () => this.#lead()).catch(ignoreAbort)
  }

  stop(): void {
    this.#abort.abort()
    this.#channel?.close()
    this.#channel = null
  }

  /** Listens until stopped; the lock is held for as long as this promise is open. */
  #lead(): Promise<void> {
    this.#leads = true
    return new Promise((resolve) => {
      let stream = this.#listen()
      const timer = setInterval(() => {
        if (!this.#hasEnded) return
        stream.unsubscribe()
        stream = this.#listen()
      }, LISTEN_AGAIN_MS)
      this.#abort.signal.addEventListener('abort', () => {
        clearInterval(timer)
        stream.unsubscribe()
        resolve()
      })
    })
  }

  /** The browser reopens a stream that broke, but not one that was answered with an error, as a proxy does meanwhile. */
  #listen() {
    this.#hasEnded = false
    const after = this.#state.position
    const end = () => {
      this.#hasEnded = true
      this.#setState({ ...this.#state, connection: 'lost' })
    }
    return this.#client.orders.live.subscribe(after === null ? {} : { after }, {
      onConnectionStateChange: ({ state }) => this.#setState(afterConnection(this.#state, state, Date.now())),
      onData: ({ data }) => this.#take(data),
      onError: end,
      onStopped: end,
    })
  }

  #take(message: LiveMessage): void {
    this.#setState(afterMessage(this.#state, message, Date.now()))
    this.#tell({ kind: 'message', message })
    this.#deliver(message)
  }

  #hear(heard: TabMessage): void {
    if (heard.kind === 'message') this.#deliver(heard.message)
    else if (heard.kind === 'hello') {
      if (this.#leads) this.#tell({ kind: 'state', state: this.#state })
    } else if (!this.#leads) this.#setState(heard.state)
  }

  #deliver(message: LiveMessage): void {
    for (const listener of this.#messages) listener(message)
  }

  #setState(state: LiveState): void {
    this.#state = state
    if (this.#leads) this.#tell({ kind: 'state', state })
    for (const listener of this.#states) listener()
  }

  #tell(message: TabMessage): void {
    this.#channel?.postMessage(message)
  }
}

function ignoreAbort(error: unknown): void {
  if (!(error instanceof DOMException && error.name === 'AbortError')) throw error
}
