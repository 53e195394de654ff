import { globSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { claim } from './claim.ts'
import type { Journey } from './journey.ts'
import { type Attempt, Lane } from './lane.ts'

/** Begun first, so that runs that share the work end together. */
const LONG_FILES = [
  ...['server-gone', 'accessibility', 'floor-cases', 'write-back', 'local-network', 'keyboard', 'inspection-photos'],
  ...['update', 'large-type', 'messages', 'interceptions', 'authorise', 'pack-and-load'],
]

/**
 * Runs every journey (or those whose file is named like an argument) on one system, one after the other. One that fails is
 * begun once more on a new system with a new browser: what it said the first time stays in the output, and `repeated`
 * counts it. Runs with the same `--share=folder` divide the files among them, each on a system of its own.
 */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ options: { share: { type: 'string' } }, allowPositionals: true })
  const files = chooseFiles(positionals)
  const lane = new Lane()
  const count = { passed: 0, failed: 0, repeated: 0 }
  try {
    for (const file of files) {
      if (!claim(file, values.share)) continue
      const { journeys } = (await import(join(import.meta.dirname, file))) as { journeys: readonly Journey[] }
      for (const journey of journeys) {
        let attempt = await lane.attempt(journey)
        print(file, journey, attempt)
        if (!attempt.isGood) {
          count.repeated += 1
          await lane.open()
          attempt = await lane.attempt(journey)
          print(file, journey, attempt)
        }
        count[attempt.isGood ? 'passed' : 'failed'] += 1
      }
    }
  } finally {
    await lane.leave()
  }
  console.log(JSON.stringify(count))
  process.exitCode = count.failed === 0 ? 0 : 1
}

function chooseFiles(wanted: readonly string[]): string[] {
  const files = globSync('*.spec.ts', { cwd: import.meta.dirname }).sort()
  const chosen = files.filter((file) => wanted.length === 0 || wanted.some((name) => file.startsWith(name)))
  if (chosen.length === 0) throw new Error(`No journey is named so. There are: ${files.join(', ')}`)
  const rank = (file: string) => {
    const at = LONG_FILES.indexOf(file.replace('.spec.ts', ''))
    return at === -1 ? LONG_FILES.length : at
  }
  return chosen.sort((one, other) => rank(one) - rank(other))
}

function print(file: string, journey: Journey, { isGood, seconds, notes, problems }: Attempt): void {
  const name = file.replace('.spec.ts', '').padEnd(14)
  console.log(`${isGood ? 'passed' : 'failed'}  ${name} ${journey.title} (${seconds.toFixed(1)} s)`)
  for (const line of [...notes, ...problems]) console.log(`        ${line}`)
}

await main()
