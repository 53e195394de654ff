import type { Context } from './context.ts'

/** Rows of one statement, so that none of them works for long. */
export const PART = 20_000
/** Above every number that one of our rows can have: where no young row ends the search. */
export const NO_YOUNG_ROW = Number.MAX_SAFE_INTEGER

export function daysAgo(ctx: Context, days: number): Date {
  return new Date(ctx.now().getTime() - days * 86_400_000)
}

/** Removes part after part, until one comes out short: on a busy day more falls due than one statement takes. */
export async function inParts(remove: () => PromiseLike<{ readonly count: number }>, part = PART): Promise<void> {
  let removed: number
  do removed = (await remove()).count
  while (removed === part)
}
