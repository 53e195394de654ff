import {
  AFTER_SALE_STATE_LABELS,
  AFTER_SALE_STATES,
  STANDARD_STATUS_LABELS,
  STANDARD_STATUSES,
  TRACE_STATE_LABELS,
  TRACE_STATES,
} from '@baton/contract'
import type { VocabularyEntry } from '../driver.ts'

/** An own shop speaks Baton's standard words; a shop with words of its own maps them in the status map. */
export const OWN_SHOP_VOCABULARY: readonly VocabularyEntry[] = [
  ...STANDARD_STATUSES.map((meaning) => entry('order', meaning, STANDARD_STATUS_LABELS[meaning].zh)),
  ...TRACE_STATES.map((meaning) => entry('trace', meaning, TRACE_STATE_LABELS[meaning].zh)),
  ...AFTER_SALE_STATES.map((meaning) => entry('after_sale', meaning, AFTER_SALE_STATE_LABELS[meaning].zh)),
]

function entry(
  axis: VocabularyEntry['axis'],
  meaning: NonNullable<VocabularyEntry['meaning']>,
  label: string,
): VocabularyEntry {
  return { axis, native: meaning, label, meaning }
}
