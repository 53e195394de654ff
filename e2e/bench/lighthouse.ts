import lighthouse from 'lighthouse'
import { freePort } from '../../scripts/ports.ts'
import { buildWeb } from '../../scripts/system.ts'
import { launchBrowser } from '../browser.ts'
import { startBenchSystem } from './harness/bench-system.ts'
import { report, say } from './harness/report.ts'

const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'] as const
const GOAL = 95

say('lighthouse: /scan/ as on a phone with a slow network and a processor four times slower (simulated by Lighthouse)')
await buildWeb()
const system = await startBenchSystem()
const port = await freePort()
const browser = await launchBrowser({ args: [`--remote-debugging-port=${port}`] })
try {
  const result = await lighthouse(`${system.baseUrl}/scan/`, {
    ...{ port, logLevel: 'error', output: 'json', formFactor: 'mobile', throttlingMethod: 'simulate' },
    onlyCategories: [...CATEGORIES],
  })
  if (!result || result.lhr.runtimeError)
    throw new Error(result?.lhr.runtimeError?.message ?? 'Lighthouse said nothing')
  const { categories, audits } = result.lhr
  const scoreOf = (name: string) => Math.round((categories[name]?.score ?? 0) * 100)
  const scores = Object.fromEntries(CATEGORIES.map((name) => [name, scoreOf(name)]))
  const lowest = Math.min(...Object.values(scores))
  const lost = CATEGORIES.flatMap((name) =>
    (categories[name]?.auditRefs ?? [])
      .filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 0.9)
      .map(({ id }) => `${name}: ${id} ${audits[id]?.displayValue ?? ''}`.trim()),
  )
  report({
    ...{ name: 'lighthouse', goal: 1, unit: 'points of the lowest category', ratio: lowest / GOAL },
    ...{ subject: lowest, limit: GOAL, runs: [{ subject: lowest, limit: GOAL, ratio: lowest / GOAL }] },
    ...{ scores, lost, firstContentfulPaintMs: audits['first-contentful-paint']?.numericValue },
    largestContentfulPaintMs: audits['largest-contentful-paint']?.numericValue,
    ...{
      consoleErrors: consoleErrorsOf(audits['errors-in-console']),
      totalBlockingMs: audits['total-blocking-time']?.numericValue,
      benchmarkIndex: result.lhr.environment.benchmarkIndex,
    },
  })
} finally {
  await browser.close()
  await system.stop()
}

function consoleErrorsOf(audit: { details?: unknown } | undefined): readonly string[] {
  const { items = [] } = (audit?.details ?? {}) as {
    items?: { description?: string; sourceLocation?: { url?: string } }[]
  }
  return items.map(({ description, sourceLocation }) => `${description ?? ''} ${sourceLocation?.url ?? ''}`)
}
