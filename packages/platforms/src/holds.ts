import type { HoldReason } from '@baton/contract'

/** A set of hold reasons from conditions, in a fixed order. */
export function holdsOf(conditions: Partial<Record<HoldReason, boolean>>): readonly HoldReason[] {
  return (Object.keys(conditions) as HoldReason[]).filter((reason) => conditions[reason] === true)
}
