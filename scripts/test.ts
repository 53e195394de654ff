import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readJsonFile } from './private-file.ts'
import { type ChildResult, ROOT, runChild } from './run-child.ts'
import { createSteps, type Steps } from './steps.ts'
import { sum, type Tally, tallyOfCheck, tallyOfLastLine, tallyOfVitest } from './test-report.ts'

interface Step {
  readonly label: string
  readonly command: readonly [command: string, ...args: string[]]
  /** Which lines of its output are shown as they come; default none. */
  readonly shownLines?: RegExp
  tally(result: ChildResult): Tally
}

const tool = (name: string) => join(ROOT, 'node_modules', '.bin', name)
const scratch = mkdtempSync(join(tmpdir(), 'baton-test-'))
/** Dozens of processes load the same modules: each module is compiled once (nodejs.org/api/module.html, compile cache). */
const ENV = { ...process.env, NODE_COMPILE_CACHE: join(scratch, 'compiled') }

function vitest(label: string, project: string): Step {
  const reportFile = join(scratch, `${project}.json`)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`]
  return {
    label,
    command: [tool('vitest'), 'run', '--project', project, '--passWithNoTests', ...reporters],
    tally: ({ code }) => tallyOfVitest(readJsonFile(reportFile), code),
  }
}

function check(label: string, ...command: Step['command']): Step {
  return { label, command, tally: ({ code }) => tallyOfCheck(code) }
}

const CHECKS: readonly Step[] = [
  check('Types', tool('turbo'), 'run', 'typecheck', '--continue', '--output-logs=errors-only'),
  check('Lint', tool('biome'), 'check', '--error-on-warnings', '.'),
]

const WITHOUT_BROWSER: readonly Step[] = [vitest('Unit tests', 'unit'), vitest('Tests with Postgres', 'pg')]

const BUILD_WEB = [tool('turbo'), 'run', 'build', '--filter=@baton/web', '--output-logs=errors-only'] as const
const WEB_BUILD = check('Web build', ...BUILD_WEB)

/** Of the journeys that no other such step has begun. */
function journeys(label: string): Step {
  return {
    label,
    command: [process.execPath, join(ROOT, 'e2e/journeys/run.ts'), `--share=${join(scratch, 'journeys')}`],
    shownLines: /^(passed|failed) /,
    tally: ({ code, output }) => tallyOfLastLine(output, code),
  }
}

/** More than two cores can do at a time, because a journey often waits: two browsers, and the tests without one, then a third. */
async function main(): Promise<void> {
  const shown = createSteps(process.stderr)
  const tallies: Tally[] = []
  const runAll = async (steps: readonly Step[]) => {
    for (const step of steps) tallies.push(await runStep(shown, step))
  }
  await runAll(CHECKS)
  const built = runAll([WEB_BUILD])
  const lane = async (before: readonly Step[], label: string) => {
    await runAll(before)
    await built
    await runAll([journeys(label)])
  }
  await Promise.all([
    lane([], 'Journeys in a browser'),
    lane([], 'Journeys in a second browser'),
    lane(WITHOUT_BROWSER, 'Journeys in a third browser'),
  ])
  const total = sum(tallies)
  console.log(`${total.passed} passed, ${total.failed} failed`)
  process.exitCode = total.failed === 0 ? 0 : 1
}

async function runStep(shown: Steps, step: Step): Promise<Tally> {
  const [command, ...args] = step.command
  const onLine = (line: string) => {
    if (step.shownLines?.test(line)) shown.note(line)
  }
  const result = await shown.run(
    step.label,
    () => runChild({ command, args, env: ENV, onLine }),
    ({ code }) => code === 0,
  )
  const tally = step.tally(result)
  const { passed, failed, repeated } = tally
  shown.note(`${step.label}: ${passed} passed, ${failed} failed${repeated ? `, ${repeated} tried twice` : ''}`)
  if (failed > 0 || repeated) console.error(result.output)
  return tally
}

try {
  await main()
} finally {
  rmSync(scratch, { recursive: true, force: true })
}
