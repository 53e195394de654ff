export interface Tally {
  readonly passed: number
  readonly failed: number
  /** Those that failed first and were begun once more, whatever came of it. */
  readonly repeated?: number
}

interface VitestReport {
  readonly success: boolean
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly unknown[] }[]
}

/** A check that has no tests of its own counts as one. */
export function tallyOfCheck(code: number): Tally {
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

/** From vitest's JSON report. A file that could not be loaded, or a run that ended badly, is at least one failure. */
export function tallyOfVitest(report: unknown, code: number): Tally {
  const { numPassedTests = 0, numFailedTests = 0, testResults = [] } = (report ?? {}) as Partial<VitestReport>
  const unloaded = testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length
  const failed = numFailedTests + unloaded
  return { passed: numPassedTests, failed: code !== 0 && failed === 0 ? 1 : failed }
}

/** From the last line of a run that prints `{"passed":n,"failed":m}`. */
export function tallyOfLastLine(output: string, code: number): Tally {
  const last = output.trim().split('\n').at(-1) ?? ''
  try {
    const { passed, failed, repeated } = JSON.parse(last) as Partial<Tally>
    if (Number.isInteger(passed) && Number.isInteger(failed)) {
      const tally = { passed: Number(passed), failed: code !== 0 && failed === 0 ? 1 : Number(failed) }
      return repeated ? { ...tally, repeated } : tally
    }
  } catch {}
  return tallyOfCheck(code)
}

export function sum(tallies: readonly Tally[]): Tally {
  return {
    passed: tallies.reduce((total, { passed }) => total + passed, 0),
    failed: tallies.reduce((total, { failed }) => total + failed, 0),
  }
}
