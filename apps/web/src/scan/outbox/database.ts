import type { FloorStops } from '@baton/contract'
import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { ScanRecord } from './record.ts'

/** `refused` waits for a person; `done`: accepted, or refused and seen. */
export type KeptState = 'unsent' | 'refused' | 'done'

export interface KeptScan extends ScanRecord {
  readonly state: KeptState
}

/** What the device knows of itself. One row. */
export interface Ledger {
  readonly nextSeq: number
  /** Scans ever made on this device, and those of them that the server has answered. */
  readonly made: number
  readonly answered: number
  readonly operatorId: string | null
  /** Which of the server's devices this was when it last asked. */
  readonly deviceId: string | null
  readonly offsetMs: number | null
  /** The server has been asked how far this device had counted before its storage began. */
  readonly isCountKnown: boolean
}

export const EMPTY_LEDGER: Ledger = {
  nextSeq: 1,
  made: 0,
  answered: 0,
  operatorId: null,
  deviceId: null,
  offsetMs: null,
  isCountKnown: false,
}

/** The stops as they were fetched, for work without network. */
export interface KeptStops extends FloorStops {
  readonly fetchedAt: number
}

interface Schema extends DBSchema {
  scans: { key: number; value: KeptScan; indexes: { byId: string; byState: [KeptState, number] } }
  ledger: { key: 'ledger'; value: Ledger }
  stops: { key: 'stops'; value: KeptStops }
}

export type ScanDatabase = IDBPDatabase<Schema>

const LAST_SEQ = Number.MAX_SAFE_INTEGER

/** Opens the device's storage once; opened anew after the browser, or a newer version of the pages, closed it. `onClosed`: it was. */
export function databaseOf(name: string, onClosed: () => void): () => Promise<ScanDatabase> {
  let opened: Promise<ScanDatabase> | null = null
  const forget = () => {
    opened = null
  }
  const terminated = () => {
    forget()
    onClosed()
  }
  return async () => {
    opened ??= openDB<Schema>(name, 1, {
      upgrade(database) {
        const scans = database.createObjectStore('scans', { keyPath: 'scan.seq' })
        scans.createIndex('byId', 'scan.id', { unique: true })
        scans.createIndex('byState', ['state', 'scan.seq'])
        database.createObjectStore('ledger')
        database.createObjectStore('stops')
      },
      blocking(_current, _blocked, event) {
        if (event.target instanceof IDBDatabase) event.target.close()
        terminated()
      },
      terminated,
    }).catch((error: unknown) => {
      forget()
      throw error
    })
    return opened
  }
}

/** A newer version of the pages has made the storage its own: these cannot read it any more. */
export function isNewer(error: unknown): boolean {
  return error instanceof Error && error.name === 'VersionError'
}

/** The browser gives this origin no more room. Taking away still works then. */
export function isFull(error: unknown): boolean {
  return error instanceof Error && error.name === 'QuotaExceededError'
}

/** All scans in one state after a number, oldest first. */
export function rangeOf(state: KeptState, after = 0): IDBKeyRange {
  return IDBKeyRange.bound([state, after + 1], [state, LAST_SEQ])
}
