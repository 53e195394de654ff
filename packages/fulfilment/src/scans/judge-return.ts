import { GLOBAL_ID_PATTERN, isAccepted } from '@baton/contract'
import type { FloorDeed } from '../orders/index.ts'
import { answerOf } from './answer-of.ts'
import type { EarlierScan, ReturnFact } from './facts.ts'
import { type Around, type DatedScan, type Judged, nothing, type ScanOf } from './judged.ts'
import { probeScanned } from './move-scanned.ts'
import { isInspectionOf, isSameReturn, returnsNamed } from './same-return.ts'

const HOUR = 3_600_000

/** A return is in hand, once; from then on its inspection is awaited. */
export function takeReturn(around: Around, dated: DatedScan, scan: ScanOf<'return_arrived'>): Judged {
  const { facts, writes, device } = around
  const isGranted = device.grants.includes('returns')
  return moveReturns(around, dated, {
    code: scan.code,
    isGranted,
    deedOf: (one, waybill) => {
      const isTaken = facts.arrived.some((known) => isSameReturn(known, one))
      return { act: 'return', waybill, isGranted, isTaken }
    },
    onApplied: (one) => {
      const inspection = facts.inspected.find((known) => isInspectionOf(known, one)) ?? null
      const arrivedAt = dated.occurredAt
      facts.arrived.push({ ...one, scanId: scan.id, isInspected: inspection !== null })
      writes.arrived.push({
        ...{ ...one, scanId: scan.id, warehouseId: device.warehouseId, arrivedAt },
        inspectBy: new Date(arrivedAt.getTime() + facts.inspectHours * HOUR),
        inspectedAt: inspection?.inspectedAt ?? null,
        inspectionId: inspection?.inspectionId ?? null,
      })
    },
  })
}

/** What was found of a return; it waits no longer, whichever of the two scans arrives first. */
export function inspectReturn(around: Around, dated: DatedScan, scan: ScanOf<'return_inspected'>): Judged {
  const { facts, writes, device } = around
  const isGranted = device.grants.includes('returns')
  const found = { inspectionId: scan.id, inspectedAt: dated.occurredAt }
  return moveReturns(around, dated, {
    code: scan.code,
    isGranted,
    deedOf: (_, waybill) => ({ act: 'inspect', waybill, isGranted, grade: scan.grade }),
    onApplied: (one) => {
      facts.inspected.push({ ...one, ...found })
      for (const [at, known] of facts.arrived.entries()) {
        if (known.isInspected || !isSameReturn(known, one)) continue
        facts.arrived[at] = { ...known, isInspected: true }
        const { scanId, orderId } = known
        const fresh = writes.arrived.findIndex((row) => row.scanId === scanId && row.orderId === orderId)
        const row = writes.arrived[fresh]
        if (row) writes.arrived[fresh] = { ...row, ...found }
        else writes.inspected.push({ scanId, orderId, ...found })
      }
    },
  })
}

/** It was taken in by mistake: nobody waits for its inspection. */
export function giveBack(
  around: Around,
  dated: DatedScan,
  { target, isSoon }: { target: EarlierScan; isSoon: boolean },
): Judged {
  const { facts, writes } = around
  const own = facts.arrived.filter((one) => one.scanId === target.id)
  const [first] = own
  if (!first) return { ...nothing('nothing_to_undo'), waybill: target.waybill }
  const isInTime = isSoon && own.every((one) => !one.isInspected)
  const taken = own.map(({ orderId, scanId }) => {
    const deed = { act: 'unreturn', waybill: target.waybill ?? orderId, isInTime } as const
    const outcome = around.desk.take(probeScanned(around, dated, { orderId, deed, parcel: null }).move)
    if (outcome.verdict === 'applied') {
      facts.arrived.splice(
        facts.arrived.findIndex((one) => one.scanId === scanId && one.orderId === orderId),
        1,
      )
      const fresh = writes.arrived.findIndex((one) => one.scanId === scanId && one.orderId === orderId)
      if (fresh >= 0) writes.arrived.splice(fresh, 1)
      else writes.unarrived.push({ scanId, orderId })
    }
    return { orderId, seq: outcome.seq, answer: answerOf('unreturn', outcome) }
  })
  const { answer = 'nothing_to_undo', orderId = null, seq = null } = taken[0] ?? {}
  return { answer, about: null, orderId, eventSeq: seq, waybill: target.waybill }
}

interface ReturnWork {
  readonly code: string
  readonly isGranted: boolean
  readonly deedOf: (one: ReturnFact, code: string) => FloorDeed & { act: 'return' | 'inspect' }
  readonly onApplied: (one: ReturnFact) => void
}

/** Moves every order that comes back under a code; what is new in it speaks. */
function moveReturns(around: Around, dated: DatedScan, work: ReturnWork): Judged {
  const code = work.code.toUpperCase()
  const isOrder = GLOBAL_ID_PATTERN.test(code)
  const waybill = isOrder ? null : code
  const named = returnsNamed(around.facts, code).filter(({ orderId }) => around.desk.look(orderId) !== null)
  if (named.length === 0) {
    if (!work.isGranted) return { ...nothing('not_granted'), waybill }
    return isOrder ? { ...nothing('order_unknown'), about: code } : { ...nothing('unmatched'), waybill }
  }
  const taken = named.map((one) => {
    const deed = work.deedOf(one, code)
    const outcome = around.desk.take(probeScanned(around, dated, { orderId: one.orderId, deed, parcel: null }).move)
    if (outcome.verdict === 'applied') work.onApplied(one)
    return { orderId: one.orderId, seq: outcome.seq, answer: answerOf(deed.act, outcome) }
  })
  const speaker = taken.find((one) => isAccepted(one.answer) && one.seq !== null) ?? taken[0]
  return {
    answer: speaker?.answer ?? 'unmatched',
    about: null,
    orderId: speaker?.orderId ?? null,
    eventSeq: speaker?.seq ?? null,
    waybill,
  }
}
