import { isAccepted } from '@baton/contract'
import type { Ledger, ScanDatabase } from './database.ts'
import { EMPTY_LEDGER, isNewer, rangeOf } from './database.ts'
import { KEPT_DONE } from './make-room.ts'
import { readable } from './readable.ts'
import type { AnsweredScan, OutboxState, ScanRecord } from './record.ts'
import type { Settled } from './settle.ts'

/** How many scans the screen counts by, by their numbers: a parcel may take hundreds of pieces. */
const LATEST = KEPT_DONE

export const LOADING: OutboxState = {
  storage: 'loading',
  onDevice: 0,
  onServer: 0,
  operatorId: null,
  sending: 'idle',
  refused: [],
  latest: [],
}

export interface OutboxStore {
  readonly get: () => OutboxState
  readonly subscribe: (listener: () => void) => () => void
  readonly set: (change: Partial<OutboxState>) => void
  /** One more scan lies on the device: shown without reading the storage again. */
  readonly add: (record: ScanRecord, ledger: Ledger) => void
  /** What the server has just answered: shown without reading the storage again, where that was counted. */
  readonly settle: (settled: Settled) => void
  /** Reads the storage again; calls while it reads become one more reading. */
  readonly reload: () => Promise<void>
}

/** What the screen shows, in step with the storage. */
export function createStore(open: () => Promise<ScanDatabase>): OutboxStore {
  let state = LOADING
  let [isStale, reloading] = [false, null as Promise<void> | null]
  /** Changes without reading: what was read before one of them is old. */
  let changes = 0
  const listeners = new Set<() => void>()

  const set = (change: Partial<OutboxState>) => {
    state = { ...state, ...change }
    for (const listener of listeners) listener()
  }
  const readUntilFresh = async () => {
    let isRestored = false
    while (isStale) {
      isStale = false
      const before = changes
      const read = await readState(await open())
      if (changes !== before) isStale = true
      else if (read.onDevice < state.onDevice && !isRestored) {
        isRestored = true
        isStale = true
        const { restoreScans } = await import('./seldom.ts')
        await restoreScans(await open(), state)
      } else
        set({
          ...read,
          refused: sameIfEmpty(state.refused, read.refused),
          storage: state.storage === 'full' ? 'full' : 'ready',
        })
    }
  }
  const reload = () => {
    isStale = true
    reloading ??= readUntilFresh()
      .catch((error: unknown) => set({ storage: isNewer(error) ? 'newer' : 'broken' }))
      .finally(() => {
        reloading = null
      })
    return reloading
  }
  return {
    get: () => state,
    set,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    add: (record, { made, answered }) => {
      changes += 1
      set({
        storage: 'ready',
        onDevice: Math.max(made, state.onDevice),
        onServer: Math.max(answered, state.onServer),
        latest: [record, ...state.latest].slice(0, LATEST),
      })
      if (made < state.onDevice) void reload()
    },
    settle: ({ records, ledger }) => {
      changes += 1
      if (ledger === null || state.storage === 'loading') void reload()
      else {
        const onDevice = Math.max(ledger.made, state.onDevice)
        set({ ...withOutcomes(state, records), onDevice, onServer: ledger.answered })
      }
    },
    reload,
  }
}

function withOutcomes({ latest, refused }: OutboxState, records: readonly ScanRecord[]): Partial<OutboxState> {
  const told = new Map(records.map((record) => [record.scan.id, record]))
  const refusals = records.filter(isAnswered).filter(({ outcome }) => !isAccepted(outcome.answer))
  return {
    latest: latest.map((record) => told.get(record.scan.id) ?? record),
    refused: refusals.length === 0 ? refused : [...refused, ...refusals],
  }
}

function isAnswered(record: ScanRecord): record is AnsweredScan {
  return record.outcome !== null
}

/** Most of the time nothing is refused, and nothing that shows refusals need be drawn anew. */
function sameIfEmpty(before: OutboxState['refused'], now: OutboxState['refused']): OutboxState['refused'] {
  return now.length === 0 && before.length === 0 ? before : now
}

async function readState(database: ScanDatabase): Promise<Omit<OutboxState, 'storage' | 'sending'>> {
  const tx = database.transaction(['scans', 'ledger'])
  const ledger = (await tx.objectStore('ledger').get('ledger')) ?? EMPTY_LEDGER
  const unsent = await tx.objectStore('scans').index('byState').count(rangeOf('unsent'))
  const refused = await tx.objectStore('scans').index('byState').getAll(rangeOf('refused'))
  const latest = await tx.objectStore('scans').getAll(IDBKeyRange.lowerBound(ledger.nextSeq - LATEST))
  return {
    onDevice: ledger.made,
    onServer: ledger.made - unsent,
    operatorId: ledger.operatorId,
    refused: refused.map(shownOf).filter(isAnswered),
    latest: latest.reverse().map(shownOf),
  }
}

function shownOf({ scan, outcome }: ScanRecord): ScanRecord {
  return { scan, outcome: outcome && readable(outcome) }
}
