import {
  carrierNamed,
  type ErpParcel,
  type ErpWrite,
  type ErpWriteResult,
  type ErrorCode,
  type OwnTopic,
  type Reason,
  type Verdict,
} from '@baton/contract'
import type { Claim, MoveOutcome, OrderMove } from '../orders/index.ts'
import type { Context } from '../runtime/context.ts'
import type { Erp } from './authenticate.ts'

export type ErpSource = Pick<Erp, 'id' | 'name' | 'grants' | 'mayHold'> & { readonly address: string }

/** One write as an attempt to move its order, under the same lock as any other source's. */
export function moveOf(ctx: Context, source: ErpSource, told: { write: ErpWrite; orderId: string }): OrderMove {
  const { write, orderId } = told
  return {
    target: { by: 'id', id: orderId },
    source: {
      actor: { kind: 'erp', id: source.id, name: source.name },
      appId: source.id,
      address: source.address,
      eventId: null,
      topic: `erp.${write.report.kind}` satisfies OwnTopic,
      authority: 'granted',
      grants: source.grants,
      mayHold: source.mayHold,
    },
    occurredAt: happenedAt(write, ctx.now()),
    claim: claimOf(write),
    ...(write.expectedSeq === undefined ? {} : { expectedSeq: write.expectedSeq }),
  }
}

/** What is told has happened: a clock that is ahead, or a time in the wrong zone, is no promise. */
function happenedAt({ occurredAt }: ErpWrite, now: Date): Date {
  const told = occurredAt ? new Date(occurredAt) : now
  return told < now ? told : now
}

function claimOf({ report }: ErpWrite): Claim {
  switch (report.kind) {
    case 'status':
      return { kind: 'step', to: report.to, parcels: parcelsOf(report.parcels), needsWaybill: true }
    case 'waybill':
      return { kind: 'parcels', parcels: parcelsOf(report.parcels) }
    case 'hold':
      return { kind: 'hold', place: [{ reason: report.reason, note: report.note || null, until: null }], lift: [] }
    case 'lift':
      return { kind: 'hold', place: [], lift: [report.reason] }
  }
}

function parcelsOf(told: readonly ErpParcel[]) {
  return told.map(({ carrier, waybill, lines }) => ({
    carrier: carrierNamed(carrier) ?? carrier,
    waybill,
    lineNumbers: lines,
  }))
}

export const UNKNOWN: ErpWriteResult = {
  order: null,
  verdict: 'unmatched',
  reason: 'order_unknown',
  seq: null,
  code: 'ORDER_NOT_FOUND',
}

export function resultOf({ orderId, verdict, reason, seq }: MoveOutcome): ErpWriteResult {
  return { order: orderId, verdict, reason, seq, code: codeOf(verdict, reason) }
}

const CODES = {
  applied: null,
  duplicate: null,
  stale: 'ORDER_MOVED_ON',
  locked: 'ORDER_LOCKED',
  forbidden: 'TRANSITION_FORBIDDEN',
  unmapped: 'ORDER_NOT_FOUND',
  unmatched: 'ORDER_NOT_FOUND',
  review: 'LEFT_TO_REVIEW',
} as const satisfies Record<Verdict, ErrorCode | null>

function codeOf(verdict: Verdict, reason: Reason | null): ErrorCode | null {
  if (reason === 'other_seq') return 'VERSION_CONFLICT'
  return reason === 'waybill_missing' ? 'WAYBILL_MISSING' : CODES[verdict]
}
