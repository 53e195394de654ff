import type { Stage } from './stage/stage.ts'

/** One thing a person does in a real browser, from the first page to the last. */
export interface Journey {
  readonly title: string
  run(stage: Stage): Promise<void>
}
