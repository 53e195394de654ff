import { setTimeout as pause } from 'node:timers/promises'
import { PATIENCE_MS } from './stage.ts'

const ASK_EVERY_MS = 50

/** Asks until it is true; throws with `what` if it never is. */
export async function until(holds: () => Promise<boolean>, what: string): Promise<void> {
  const end = performance.now() + PATIENCE_MS
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`Not within ${PATIENCE_MS / 1000} s: ${what}`)
    await pause(ASK_EVERY_MS)
  }
}
