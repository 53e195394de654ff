import type { ScanInput } from '@baton/contract'
import { type Appended, appendScan } from './append.ts'
import { databaseOf, isFull, isNewer, type ScanDatabase } from './database.ts'
import { changeLedger } from './ledger.ts'
import type { NewScan, OutboxState } from './record.ts'
import { createSender, type Sender, type SenderParts } from './sender.ts'
import { acknowledgeScan } from './settle.ts'
import { createStore } from './state.ts'

/** The scan is not kept: nothing may look or sound as if it were. */
export class OutboxFailure extends Error {
  readonly storage: 'full' | 'broken' | 'newer'
  constructor(cause: unknown) {
    const storage = isFull(cause) ? 'full' : isNewer(cause) ? 'newer' : 'broken'
    super(`the scan could not be kept: storage is ${storage}`, { cause })
    this.storage = storage
  }
}

export interface OutboxParts extends Omit<SenderParts, 'open' | 'onSending' | 'onSettled'> {
  readonly databaseName: string
  readonly mint: (now: number) => string
  /** The other tabs of this browser. */
  readonly others: { readonly tell: () => void; readonly hear: (listener: () => void) => () => void }
}

export interface Outbox {
  /** Resolves when the scan is safely on the device; rejects with an `OutboxFailure`, and then it is not. */
  readonly append: (done: NewScan) => Promise<ScanInput>
  /** A person has seen the refusal. */
  readonly acknowledge: (id: string) => Promise<void>
  /** Who holds the device from now on; null: nobody. Only the id is kept. */
  readonly setOperator: (operatorId: string | null) => Promise<void>
  /** Begins to send, until the returned function is called. */
  readonly start: () => () => void
  /** Asks the server at once: the network is back, or the device was enrolled. */
  readonly restart: () => void
  /** Sends the oldest at once; says what became of it. */
  readonly sendOnce: Sender['sendOnce']
  readonly get: () => OutboxState
  readonly subscribe: (listener: () => void) => () => void
  readonly open: () => Promise<ScanDatabase>
  /** Resolves when nothing is left to send. */
  readonly settled: () => Promise<void>
}

/** One device's scans: written down first, told to the server later. */
export function createOutbox(parts: OutboxParts): Outbox {
  const open = databaseOf(parts.databaseName, () => void store.reload())
  const store = createStore(open)
  const changed = () => {
    parts.others.tell()
    return store.reload()
  }
  const sender = createSender({
    ...parts,
    open,
    onSending: (sending) => {
      if (store.get().sending !== sending) store.set({ sending })
    },
    onSettled: (settled) => {
      parts.others.tell()
      store.settle(settled)
    },
  })
  const keep = (done: NewScan, minted: { id: string; now: number }) =>
    appendWithRoom(open, (database) => appendScan(database, done, minted))

  return {
    append: async (done) => {
      const now = parts.clock.now()
      const { scan, ledger } = await keep(done, { id: parts.mint(now), now }).catch((error: unknown) => {
        const failure = new OutboxFailure(error)
        store.set({ storage: failure.storage })
        throw failure
      })
      store.add({ scan, outcome: null }, ledger)
      parts.others.tell()
      sender.wake()
      return scan
    },
    acknowledge: async (id) => {
      await acknowledgeScan(await open(), id)
      await changed()
    },
    setOperator: async (operatorId) => {
      await changeLedger(await open(), { operatorId })
      await changed()
    },
    start: () => {
      const unhear = parts.others.hear(() => void store.reload())
      void store.reload()
      sender.restart()
      return () => {
        unhear()
        sender.stop()
      }
    },
    restart: sender.restart,
    sendOnce: sender.sendOnce,
    get: store.get,
    subscribe: store.subscribe,
    open,
    settled: sender.settled,
  }
}

/** Where the disk is full, scans that the server has make room; where the connection was closed, it is opened anew. */
async function appendWithRoom(
  open: () => Promise<ScanDatabase>,
  append: (database: ScanDatabase) => Promise<Appended>,
): Promise<Appended> {
  const database = await open()
  try {
    return await append(database)
  } catch (error) {
    if (isFull(error)) await import('./seldom.ts').then(({ makeRoom }) => makeRoom(database))
    else if (!isClosed(error)) throw error
    return append(await open())
  }
}

function isClosed(error: unknown): boolean {
  return error instanceof Error && error.name === 'InvalidStateError'
}
