import { globSync } from 'node:fs'
import { join } from 'node:path'
import type { Journey } from './journey.ts'
import { openStage, type Stage } from './stage/stage.ts'

const LONGEST_MS = 180_000

/**
 * Runs every journey (or those whose file is named like an argument) on one system, one after the other. One that fails is
 * begun once more on a fresh page: what it said the first time stays in the output, and `repeated` counts it.
 */
async function main(): Promise<void> {
  const wanted = process.argv.slice(2)
  const files = globSync('*.spec.ts', { cwd: import.meta.dirname }).sort()
  const chosen = files.filter((file) => wanted.length === 0 || wanted.some((name) => file.startsWith(name)))
  if (chosen.length === 0) throw new Error(`No journey is named so. There are: ${files.join(', ')}`)
  const stage = await openStage()
  const count = { passed: 0, failed: 0, repeated: 0 }
  try {
    for (const file of chosen) {
      const { journeys } = (await import(join(import.meta.dirname, file))) as { journeys: readonly Journey[] }
      for (const journey of journeys) {
        const first = await runJourney(stage, file, journey)
        if (first === 'failed') count.repeated += 1
        count[first === 'failed' ? await runJourney(stage, file, journey) : first] += 1
      }
    }
  } finally {
    await stage.close()
  }
  console.log(JSON.stringify(count))
  process.exitCode = count.failed === 0 ? 0 : 1
}

/** A journey that hangs must not hang the others. */
async function within(milliseconds: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Not done within ${milliseconds / 1000} s`)), milliseconds)
  })
  await Promise.race([work, late]).finally(() => clearTimeout(timer))
}

async function runJourney(stage: Stage, file: string, journey: Journey): Promise<'passed' | 'failed'> {
  const started = performance.now()
  await stage.begin()
  const problems: string[] = []
  try {
    await within(journey.longestMs ?? LONGEST_MS, journey.run(stage))
  } catch (error) {
    problems.push(error instanceof Error ? (error.stack ?? error.message) : String(error))
    problems.push(`The page at the time: ${stage.page.url()}`)
  }
  problems.push(...stage.complaints)
  const outcome = problems.length === 0 ? 'passed' : 'failed'
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  console.log(`${outcome}  ${file.replace('.spec.ts', '').padEnd(14)} ${journey.title} (${seconds} s)`)
  for (const note of stage.notes) console.log(`        ${note}`)
  for (const problem of problems) console.log(`        ${problem}`)
  return outcome
}

await main()
