import { setTimeout as pause } from 'node:timers/promises'
import type { Context } from './context.ts'
import type { Tx } from './database.ts'
import { isLostRace } from './failure.ts'

const TRIES = 5

/** Thrown inside a transaction to undo it and run it again from the start. */
export class RunAgain extends Error {
  override readonly name = 'RunAgain'
}

/** Runs `work` in one transaction; a lost race (deadlock, lock time-out, serialisation) runs it again, up to five times. */
export async function inTransaction<T>(ctx: Context, work: (tx: Tx) => Promise<T>): Promise<T> {
  return untilWon(async () => (await ctx.sql.begin((tx) => work(tx as Tx))) as T)
}

/** The same for what is its own transaction: one statement. */
export async function untilWon<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work()
    } catch (error) {
      if (attempt >= TRIES || !(isLostRace(error) || error instanceof RunAgain)) throw error
      await pause(5 * attempt * attempt)
    }
  }
}
