import type { EventState } from '@baton/contract'
import type { Fragment, Queryable } from '../runtime/database.ts'

const QUEUED: readonly EventState[] = ['pending', 'failed']

/** Events `e` in one of these states: written out, and those of either small index by themselves, so that it is used. */
export function isInState(sql: Queryable, states: readonly EventState[]): Fragment {
  const queued = states.filter((state) => QUEUED.includes(state))
  const others = states.filter((state) => !QUEUED.includes(state))
  return sql`(${isOneOf(sql, queued)} OR ${isOneOf(sql, others)})`
}

function isOneOf(sql: Queryable, states: readonly EventState[]): Fragment {
  return states.length === 0 ? sql`false` : sql`e.state IN (${sql.unsafe(states.map((state) => `'${state}'`).join())})`
}
