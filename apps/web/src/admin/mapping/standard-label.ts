import {
  AFTER_SALE_STATE_LABELS,
  AfterSaleState,
  type Label,
  STANDARD_STATUS_LABELS,
  StandardStatus,
  type StatusMapView,
  TRACE_STATE_LABELS,
  TraceState,
} from '@baton/contract'

/** The label of what a word is mapped to; the axis says which list it is from, for `signed` is in two. */
export function standardLabel(entry: Pick<StatusMapView, 'axis' | 'standard'>): Label | null {
  switch (entry.axis) {
    case 'order': {
      const known = StandardStatus.safeParse(entry.standard)
      return known.success ? STANDARD_STATUS_LABELS[known.data] : null
    }
    case 'trace': {
      const known = TraceState.safeParse(entry.standard)
      return known.success ? TRACE_STATE_LABELS[known.data] : null
    }
    case 'after_sale': {
      const known = AfterSaleState.safeParse(entry.standard)
      return known.success ? AFTER_SALE_STATE_LABELS[known.data] : null
    }
  }
}
