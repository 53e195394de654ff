import { type Label, SCAN_ANSWERS, SCAN_KIND_LABELS, type ScanAnswer, type ScanTone } from '@baton/contract'
import type { NewScan } from '../outbox/record.ts'
import type { Refusal, Step } from './flow.ts'
import { AGAIN, REFUSALS } from './words.ts'

/** What the person sees and hears of one scan. */
export interface Shown {
  readonly tone: ScanTone
  readonly title: Label
  readonly next: Label | null
  /** The code it is about. */
  readonly about: string | null
}

function shownAnswer(answer: ScanAnswer, about: string | null): Shown {
  const { tone, title, next } = SCAN_ANSWERS[answer]
  return { tone, title, next, about }
}

function shownRefusal(refusal: Refusal, about: string | null): Shown {
  return { tone: 'refused', ...REFUSALS[refusal], about }
}

/** Null where the screen itself says enough: a question opens. */
export function shownStep(step: Step, about: string | null): Shown | null {
  switch (step.do) {
    case 'record':
      return step.foreseen === null ? shownDone(step.scan) : shownAnswer(step.foreseen, subjectOf(step.scan))
    case 'refuse':
      return shownRefusal(step.refusal, about)
    case 'ask':
      return null
    case 'go':
      return step.note === 'again' ? { tone: 'repeat', title: AGAIN, next: null, about } : null
  }
}

function shownDone(scan: NewScan): Shown {
  return { tone: 'ok', title: SCAN_KIND_LABELS[scan.kind], next: null, about: subjectOf(scan) }
}

/** The code that one recorded scan is about. */
export function subjectOf(scan: NewScan): string | null {
  switch (scan.kind) {
    case 'pack_start':
    case 'delay':
    case 'return_arrived':
    case 'return_inspected':
      return scan.code
    case 'bind':
    case 'load':
      return scan.waybill
    case 'check_item':
      return scan.serial ?? scan.item
    case 'hand_over':
      return scan.trip
    case 'clock_in':
      return scan.station
    case 'clock_out':
    case 'undo':
      return null
  }
}
