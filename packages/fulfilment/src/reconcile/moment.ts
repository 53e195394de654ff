import type { Context } from '../runtime/context.ts'

/** Longer than any transaction lives: what was recorded before this is committed or will never be. */
const SETTLED_MS = 20_000

/** The moment that can be told exactly: the one asked for, but not younger than what may still be committing. */
export function settledMoment(ctx: Context, asked: string): Date {
  return new Date(Math.min(Date.parse(asked), ctx.now().getTime() - SETTLED_MS))
}
