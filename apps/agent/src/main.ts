import { runAgent } from './agent.ts'
import { Hub } from './hub.ts'
import { Journal } from './journal.ts'
import { PATIENCE } from './printer-line.ts'
import { readSettings } from './settings.ts'

const LONGEST_GOODBYE_MS = 800

const log = (line: string) => console.log(`${new Date().toISOString()} ${line}`)
try {
  const settings = readSettings(process.env)
  const journal = new Journal(settings.folder)
  const stopping = new AbortController()
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.on(signal, () => {
      stopping.abort()
      setTimeout(() => process.exit(0), LONGEST_GOODBYE_MS).unref()
    })
  log(`The print agent fetches its jobs from ${settings.url}`)
  await runAgent({ hub: new Hub(settings), journal, patience: PATIENCE, log }, stopping.signal)
  process.exit(0)
} catch (error) {
  console.error(`The print agent cannot start: ${error instanceof Error ? error.message : String(error)}`)
  process.exit(1)
}
