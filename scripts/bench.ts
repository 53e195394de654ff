import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { handOver } from './hand-over.ts'
import { ROOT } from './run-child.ts'

const [name = '', ...args] = process.argv.slice(2)
const folder = join(ROOT, 'e2e', 'bench')
const script = join(folder, `${name}.ts`)

if (/^[a-z][a-z-]*$/.test(name) && existsSync(script)) {
  handOver(script, args)
} else {
  const names = readdirSync(folder).flatMap((file) => /^([a-z][a-z-]*)\.ts$/.exec(file)?.[1] ?? [])
  console.error(`Usage: npm run -s bench -- <name> [--json]\nNames: ${names.join(', ')}`)
  process.exit(2)
}
