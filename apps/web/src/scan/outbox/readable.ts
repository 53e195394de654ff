import { SCAN_ANSWERS, type ScanOutcome } from '@baton/contract'

/** A newer server, or newer pages on this device, may have given an answer that these pages have no words for. */
export function readable(outcome: ScanOutcome): ScanOutcome {
  return outcome.answer in SCAN_ANSWERS ? outcome : { ...outcome, answer: 'answer_unknown' }
}
