import { join } from 'node:path'
import { handOver } from './hand-over.ts'
import { ROOT } from './run-child.ts'

handOver(join(ROOT, 'e2e', 'faults', 'run.ts'), process.argv.slice(2))
