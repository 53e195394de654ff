import { buildWeb } from '../../scripts/system.ts'
import type { Journey } from './journey.ts'
import { openStage, type Stage } from './stage/stage.ts'
import { within } from './within.ts'

/** What hangs is ended; on a machine that does much else meanwhile a journey of half a minute takes several. */
const LONGEST_MS = 480_000
const LEAVE_MS = 60_000

export interface Attempt {
  readonly isGood: boolean
  readonly seconds: number
  readonly notes: readonly string[]
  readonly problems: readonly string[]
}

/** One stage for journeys one after the other, opened when the first is begun; after one that fails a new one. */
export class Lane {
  private stage: Stage | null = null
  private built: Promise<void> | null = null

  /** Never throws: whatever goes wrong is a problem of this attempt. */
  async attempt(journey: Journey): Promise<Attempt> {
    let started = performance.now()
    const problems: string[] = []
    try {
      const stage = await this.open()
      started = performance.now()
      await stage.begin()
      await within(LONGEST_MS, journey.run(stage))
    } catch (error) {
      problems.push(error instanceof Error ? (error.stack ?? error.message) : String(error))
      if (this.stage) problems.push(`The page at the time: ${this.stage.address}`)
    }
    problems.push(...(this.stage?.complaints ?? []))
    const notes = this.stage?.notes ?? []
    const isGood = problems.length === 0
    const seconds = (performance.now() - started) / 1000
    if (!isGood) await this.leave()
    return { isGood, seconds, notes, problems }
  }

  /** Opens the stage if there is none, over pages that are built once. Throws if it cannot be opened. */
  async open(): Promise<Stage> {
    this.built ??= buildWeb()
    await this.built
    this.stage ??= await openStage()
    return this.stage
  }

  /** Nothing of it is left; a broken stage that does not end by itself is only told of. */
  async leave(): Promise<void> {
    const { stage } = this
    this.stage = null
    await within(LEAVE_MS, stage?.close() ?? Promise.resolve()).catch((error) => console.log(`        ${error}`))
  }
}
