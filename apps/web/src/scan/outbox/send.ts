import { MAX_SCANS, type ScanInput, type ScanOutcome } from '@baton/contract'
import { CallFailure } from '../server/call.ts'
import type { ScanApi } from './call.ts'
import { type DeviceClock, measureOffset } from './clock.ts'
import type { ScanDatabase } from './database.ts'
import { agreeOnCount, unsentScans } from './ledger.ts'
import { readable } from './readable.ts'
import { type Settled, settleScans } from './settle.ts'

/** `idle`: nothing is left; `more`: ask again at once; `failed`: later; `stopped`: the server knows no such device. */
export type Sent = 'idle' | 'more' | 'failed' | 'stopped'

/** So many scans may be answered before the oldest are forgotten. */
const PRUNE_EVERY = 50

export interface SendParts {
  readonly api: ScanApi
  readonly clock: DeviceClock
  readonly onSettled: (settled: Settled) => void
}

/** Asks the server who this device is, how far it has counted and what time it is. */
export async function identify(database: ScanDatabase, { api, clock }: SendParts): Promise<'known' | 'revoked' | Sent> {
  try {
    const { answer, offsetMs } = await measureOffset(clock, api.thisDevice)
    if (answer === null) return 'stopped'
    await agreeOnCount(database, answer, offsetMs)
    return answer.isRevoked ? 'revoked' : 'known'
  } catch (error) {
    return afterFailure(error)
  }
}

/** Sends the oldest scans in one call and keeps what the server says of each. */
export async function sendOldest(database: ScanDatabase, { api, onSettled }: SendParts): Promise<Sent> {
  const scans = await unsentScans(database, MAX_SCANS)
  if (scans.length === 0) return 'idle'
  try {
    const outcomes = await outcomesOf(api, scans)
    if (!outcomes.some(({ id }) => scans.some((scan) => scan.id === id))) return 'failed'
    const settled = await settleScans(database, outcomes)
    if (scans.some(({ seq }) => seq % PRUNE_EVERY === 0)) await prune(database)
    if (settled.records.length === 0) return 'failed'
    onSettled(settled)
    return 'more'
  } catch (error) {
    return afterFailure(error)
  }
}

/** Room is made again after the next scans where it could not be made now. */
async function prune(database: ScanDatabase): Promise<void> {
  await import('./seldom.ts').then(({ pruneScans }) => pruneScans(database)).catch(() => {})
}

/** One scan that the server cannot read must not hold up those behind it: the half before it is sent first. */
async function outcomesOf(api: ScanApi, scans: readonly ScanInput[]): Promise<readonly ScanOutcome[]> {
  try {
    return (await api.apply({ scans: [...scans] })).outcomes.map(readable)
  } catch (error) {
    if (!(error instanceof CallFailure) || error.code !== 'INPUT_INVALID') throw error
    const [only] = scans
    if (only && scans.length === 1) return [{ id: only.id, answer: 'code_unknown', orderId: null, about: null }]
    return outcomesOf(api, scans.slice(0, Math.floor(scans.length / 2)))
  }
}

function afterFailure(error: unknown): Sent {
  if (!(error instanceof CallFailure)) throw error
  return error.code === 'NOT_A_DEVICE' || error.code === 'NOT_SIGNED_IN' ? 'stopped' : 'failed'
}
