import type { ScanInput, ScanOutcome } from '@baton/contract'

type DistributiveOmit<Union, Keys extends PropertyKey> = Union extends unknown ? Omit<Union, Keys> : never

/** What a person did, before the device gives it an id, its number and its time. */
export type NewScan = DistributiveOmit<ScanInput, 'id' | 'seq' | 'at' | 'offsetMs' | 'operatorId'>

/** One scan as it lies on the device until its outcome is known and, where it was refused, seen by a person. */
export interface ScanRecord {
  readonly scan: ScanInput
  /** Null until the server has answered. */
  readonly outcome: ScanOutcome | null
}

export interface AnsweredScan extends ScanRecord {
  readonly outcome: ScanOutcome
}

/** What the screen always shows of the outbox. */
export interface OutboxState {
  /**
   * `loading` until the storage is open; `full`: the last scan could not be kept; `broken`: there is no storage; `newer`:
   * it belongs to a newer version of the pages, which has everything.
   */
  readonly storage: 'loading' | 'ready' | 'full' | 'broken' | 'newer'
  /** Scans ever made on this device, and those of them that the server has answered. */
  readonly onDevice: number
  readonly onServer: number
  /** Who holds the device, as its scans say; null: nobody. */
  readonly operatorId: string | null
  /** `stopped`: the device is not enrolled and keeps everything; or it was revoked, and what it sends waits for a person. */
  readonly sending: 'idle' | 'sending' | 'offline' | 'stopped'
  /** Refused scans that nobody has acknowledged, oldest first. */
  readonly refused: readonly AnsweredScan[]
  /** The latest scans, newest first, as many as are kept once they are answered. */
  readonly latest: readonly ScanRecord[]
}
