import type { ScanInput, ScanOutcome, ScansApplied, ThisDevice } from '@baton/contract'
import { CallFailure } from '../server/call.ts'
import type { ScanApi } from './call.ts'
import { createOutbox, type Outbox, type OutboxParts } from './create-outbox.ts'
import { uuid7 } from './uuid7.ts'

/** What becomes of one call of a device. */
export type Fate = 'ok' | 'request_lost' | 'reply_lost' | 'dies_before' | 'dies_after'

export interface ServerModel {
  readonly api: ScanApi
  /** In the order in which the server took them, each id once. */
  readonly taken: ScanInput[]
  readonly batches: number[]
  readonly answers: Map<string, ScanOutcome['answer']>
  fates: Fate[]
  device: ThisDevice | null
  unreadable: Set<string>
}

/** A server as the contract promises it: one id has one outcome, and its count never goes back. */
export function serverModel(): ServerModel {
  const server: ServerModel = {
    taken: [],
    batches: [],
    answers: new Map(),
    fates: [],
    device: deviceNamed('d1'),
    unreadable: new Set(),
    api: {
      apply: ({ scans }) => underway(server, () => apply(server, scans)),
      thisDevice: () => underway(server, () => server.device && { ...server.device, lastSeq: lastSeqOf(server) }),
      stops: () => underway(server, () => ({ stops: [], asOf: '2026-11-28T08:00:00.000Z' })),
      packs: () => underway(server, () => ({ items: [], orders: [], asOf: '2026-11-28T08:00:00.000Z' })),
      itemCodes: () => underway(server, () => ({ version: '', codes: null })),
      heartbeat: () => underway(server, () => ({ undoSeconds: 120, timeZone: 'Asia/Shanghai' })),
    },
  }
  return server
}

export function deviceNamed(id: string): ThisDevice {
  const warehouse = { warehouseId: 'w1', warehouseName: 'East' }
  const serverTime = '2026-11-28T08:00:00.000Z'
  return { id, name: 'PDA 1', ...warehouse, isRevoked: false, serverTime, lastSeq: 0, operator: null }
}

async function underway<Result>(server: ServerModel, work: () => Result): Promise<Result> {
  const fate = server.fates.shift() ?? 'ok'
  if (fate === 'request_lost') throw new CallFailure('UNREACHABLE')
  if (fate === 'dies_before') return new Promise<Result>(() => {})
  const result = work()
  if (fate === 'reply_lost') throw new CallFailure('UNREACHABLE')
  return fate === 'dies_after' ? new Promise<Result>(() => {}) : result
}

function apply(server: ServerModel, scans: readonly ScanInput[]): ScansApplied {
  if (server.device === null) throw new CallFailure('NOT_A_DEVICE')
  if (scans.some((scan) => server.unreadable.has(scan.id))) throw new CallFailure('INPUT_INVALID')
  server.batches.push(scans.length)
  for (const scan of scans) {
    if (!server.taken.some(({ id }) => id === scan.id)) server.taken.push(scan)
  }
  const outcomes = scans.map(({ id }) => outcomeOf(server, id))
  return { outcomes, stored: server.taken.length }
}

function outcomeOf(server: ServerModel, id: string): ScanOutcome {
  return { id, answer: server.answers.get(id) ?? 'packing_started', orderId: null, about: null }
}

function lastSeqOf(server: ServerModel): number {
  return Math.max(0, server.device?.lastSeq ?? 0, ...server.taken.map(({ seq }) => seq))
}

export function freshName(): string {
  return `outbox-${crypto.randomUUID()}`
}

/** One tab of a device. Back-off takes no time; a stopped device waits until it is told. */
export function openTab(server: ServerModel, change: Partial<OutboxParts> = {}): Outbox {
  return createOutbox({
    databaseName: freshName(),
    api: server.api,
    clock: { now: () => Date.parse('2026-11-28T07:59:00.000Z'), elapsed: () => 0 },
    random: () => 0.5,
    mint: (now) => uuid7(now, (bytes) => crypto.getRandomValues(bytes)),
    alone: (work) => work(),
    wait: (ms, signal) =>
      ms < 60_000 ? Promise.resolve() : new Promise((resolve) => signal.addEventListener('abort', () => resolve())),
    others: { tell: () => {}, hear: () => () => {} },
    ...change,
  })
}

/** What tabs of one browser share: the lock, and the word that something has changed. */
export function sharedBrowser(): Pick<OutboxParts, 'alone' | 'others'> {
  const listeners = new Set<() => void>()
  const tell = () => {
    for (const listener of listeners) listener()
  }
  const hear = (listener: () => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }
  return { alone: sharedLock(), others: { tell, hear } }
}

function sharedLock(): OutboxParts['alone'] {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const mine = last.then(work, work)
    last = mine
    return mine
  }
}
