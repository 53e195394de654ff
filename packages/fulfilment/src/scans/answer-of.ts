import { type Reason, SCAN_ANSWERS, type ScanAnswer, type ScanTone, type Verdict } from '@baton/contract'
import type { FloorDeed } from '../orders/index.ts'
import { STOP_ANSWERS } from './stop-answer.ts'

type Act = FloorDeed['act']

const DONE = {
  pack: 'packing_started',
  bind: 'bound',
  check: 'item_checked',
  load: 'loaded',
  return: 'return_arrived',
  inspect: 'return_inspected',
  delay: 'delay_noted',
  unpack: 'undone',
  unbind: 'undone',
  unload: 'undone',
  unreturn: 'undone',
} as const satisfies Record<Act, ScanAnswer>

const REPEATED = {
  pack: 'already_packing',
  bind: 'already_bound',
  check: 'item_checked',
  load: 'already_loaded',
  return: 'already_returned',
  inspect: 'return_inspected',
  delay: 'delay_noted',
  unpack: 'nothing_to_undo',
  unbind: 'nothing_to_undo',
  unload: 'nothing_to_undo',
  unreturn: 'nothing_to_undo',
} as const satisfies Record<Act, ScanAnswer>

const BECAUSE: Partial<Record<Reason, ScanAnswer>> = {
  ...STOP_ANSWERS,
  not_granted: 'not_granted',
  other_warehouse: 'other_warehouse',
  already_shipped: 'already_shipped',
  not_packed: 'not_packed',
  wrong_truck: 'wrong_truck',
  on_other_truck: 'on_other_truck',
  left_on_other_truck: 'left_on_other_truck',
  trip_unknown: 'trip_unknown',
  trip_closed: 'trip_closed',
  wrong_item: 'wrong_item',
  too_many: 'too_many',
  serial_missing: 'serial_missing',
  serial_used: 'serial_used',
  waybill_taken: 'waybill_taken',
  carrier_needed: 'carrier_needed',
  undo_too_late: 'undo_too_late',
  parcel_left: 'undo_too_late',
  parcel_told: 'undo_too_late',
  backward: 'nothing_to_undo',
}

/** What the floor hears of a decision about one order. */
export function answerOf(act: Act, decided: { readonly verdict: Verdict; readonly reason: Reason | null }): ScanAnswer {
  if (decided.verdict === 'applied') return DONE[act]
  if (decided.verdict === 'duplicate') return REPEATED[act]
  return (decided.reason ? BECAUSE[decided.reason] : undefined) ?? 'order_unknown'
}

const GRAVITY = { ok: 0, repeat: 1, refused: 2, stop: 3 } as const satisfies Record<ScanTone, number>

/** Of several orders in one parcel, the gravest answer speaks. */
export function gravest(answers: readonly ScanAnswer[]): ScanAnswer | undefined {
  return answers.toSorted((a, b) => GRAVITY[SCAN_ANSWERS[b].tone] - GRAVITY[SCAN_ANSWERS[a].tone])[0]
}
