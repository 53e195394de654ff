import type { ScanDatabase } from './database.ts'
import type { OutboxState } from './record.ts'
import { identify, type SendParts, type Sent, sendOldest } from './send.ts'

const FIRST_WAIT_MS = 1000
const LONGEST_WAIT_MS = 60_000
/** Scans of one burst travel together, and writing down the next one does not wait for the answer to the last. */
const GATHER_MS = 200

export interface SenderParts extends SendParts {
  readonly open: () => Promise<ScanDatabase>
  /** Runs the work while no other tab does. */
  readonly alone: <Result>(work: () => Promise<Result>) => Promise<Result>
  /** Ends early when the signal fires. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>
  /** From 0 up to 1. */
  readonly random: () => number
  readonly onSending: (sending: OutboxState['sending']) => void
}

export interface Sender {
  /** There is something to send; a back-off that is running is kept. */
  readonly wake: () => void
  /** The world has changed (network is back, device enrolled): ask at once, and who this device is first. */
  readonly restart: () => void
  readonly stop: () => void
  /** One call, whether or not it is time for one. */
  readonly sendOnce: () => Promise<Sent>
  /** Resolves when nothing is left to do, or the sender was stopped. */
  readonly settled: () => Promise<void>
}

/** Empties the outbox: oldest first, one call at a time, waiting longer after each failure. */
export function createSender(parts: SenderParts): Sender {
  let known: 'known' | 'revoked' | null = null
  let [isWanted, isStopped, failures] = [false, false, 0]
  let running: Promise<void> | null = null
  let pause = new AbortController()

  const sendOnce = () =>
    parts.alone(async (): Promise<Sent> => {
      const database = await parts.open()
      const asked = known ?? (await identify(database, parts))
      known = asked === 'known' || asked === 'revoked' ? asked : null
      return asked === 'known' || asked === 'revoked' ? sendOldest(database, parts) : asked
    })
  const drain = async () => {
    while (isWanted && !isStopped) {
      isWanted = false
      const sent = await sendOnce().catch((): Sent => 'failed')
      parts.onSending(known === 'revoked' ? 'stopped' : SHOWN[sent])
      failures = sent === 'idle' || sent === 'more' ? 0 : failures + 1
      if (sent === 'stopped') known = null
      if (sent === 'idle') continue
      isWanted = true
      if (failures > 0) await parts.wait(backOff(sent, failures, parts.random()), pause.signal)
    }
  }
  const run = (first: Promise<void>) => {
    isWanted = true
    if (isStopped) return
    running ??= first.then(drain).finally(() => {
      running = null
    })
  }
  return {
    wake: () => run(running ? Promise.resolve() : parts.wait(GATHER_MS, pause.signal)),
    restart: () => {
      ;[known, isStopped, failures] = [null, false, 0]
      pause.abort()
      pause = new AbortController()
      run(Promise.resolve())
    },
    stop: () => {
      isStopped = true
      pause.abort()
    },
    sendOnce,
    settled: async () => {
      while (running) await running
    },
  }
}

const SHOWN = {
  idle: 'idle',
  more: 'sending',
  failed: 'offline',
  stopped: 'stopped',
} as const satisfies Record<Sent, OutboxState['sending']>

/** Between half of the doubled time and the whole of it, so that a hall of devices does not come back at once. */
function backOff(sent: Sent, failures: number, random: number): number {
  if (sent === 'stopped') return LONGEST_WAIT_MS
  const most = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (failures - 1))
  return most / 2 + (most / 2) * random
}
