import type { Stage } from './stage/stage.ts'

/** One thing a person does in a real browser, from the first page to the last. */
export interface Journey {
  readonly title: string
  /** For one that starts a system of its own; default 4 min. */
  readonly longestMs?: number
  run(stage: Stage): Promise<void>
}
