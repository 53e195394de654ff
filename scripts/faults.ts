import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { handOver } from './hand-over.ts'
import { ROOT } from './run-child.ts'

const script = join(ROOT, 'e2e', 'faults', 'run.ts')
if (existsSync(script)) {
  handOver(script, process.argv.slice(2))
} else {
  console.error('There are no faults to run yet (e2e/faults/run.ts).')
  process.exit(2)
}
