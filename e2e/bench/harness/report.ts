export interface BenchReport {
  readonly name: string
  readonly ratio: number
  readonly goal: number
  readonly subject: number
  readonly limit: number
  readonly unit: string
  readonly runs: readonly { readonly subject: number; readonly limit: number; readonly ratio: number }[]
  readonly [more: string]: unknown
}

/** Prints a readable table, and with --json one JSON object as the last line. Measures, never judges. */
export function report(result: BenchReport): void {
  const { name, ratio, goal, subject, limit, unit, runs, ...more } = result
  const write = process.argv.includes('--json') ? console.error : console.log
  write(`\n${name}: ratio ${round(ratio)} (goal ${goal}), ${round(subject)} against ${round(limit)} ${unit}`)
  for (const [index, run] of runs.entries())
    write(`  run ${index + 1}: ${round(run.subject)} / ${round(run.limit)} = ${round(run.ratio)}`)
  for (const [key, value] of Object.entries(more)) write(`  ${key}: ${JSON.stringify(value, rounded)}`)
  if (process.argv.includes('--json')) console.log(JSON.stringify(result, rounded))
}

function rounded(_key: string, value: unknown): unknown {
  return typeof value === 'number' ? round(value) : value
}

function round(value: number): number {
  return Math.abs(value) >= 100 ? Math.round(value) : Math.round(value * 1000) / 1000
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}

/** Progress for people; never on stdout when it carries JSON. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`)
}
