import { existsSync, mkdirSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { writeBackup } from '../packages/fulfilment/src/backup/index.ts'
import { databaseProblem } from '../packages/fulfilment/src/runtime/database-problem.ts'
import { shown } from './shown.ts'
import { withDatabase } from './with-database.ts'

const USAGE = 'Usage: npm run -s backup -- [FILE] [--data DIR]'

const { env } = process

try {
  const { values, positionals } = parseArgs({ options: { data: { type: 'string' } }, allowPositionals: true })
  if (positionals.length > 1) throw new Error(USAGE)
  const dataFolder = resolve(values.data ?? (env.BATON_DATA || '.baton'))
  if (!env.DATABASE_URL && !existsSync(join(dataFolder, 'postgres.json')))
    throw new Error(`There is no database in ${dataFolder}: give its folder with --data, or set DATABASE_URL.`)
  const now = new Date().toISOString().slice(0, 19).replaceAll(':', '-')
  const file = resolve(positionals[0] ?? join(dataFolder, 'backups', `baton-${now}.backup`))
  if (existsSync(file)) throw new Error(`${file} is there already: name another one.`)
  mkdirSync(dirname(file), { recursive: true })
  const started = performance.now()
  const made = await withDatabase({ dataFolder, mayRun: true }, env, ({ ownerUrl }) =>
    writeBackup({ ownerUrl, file, log: (line) => console.error(`  ${line}`) }).catch((error: unknown) => {
      throw new Error(databaseProblem(error, ownerUrl), { cause: error })
    }),
  )
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  const megabytes = (statSync(file).size / 1e6).toFixed(1)
  console.log(`${shown(file)}: ${made.rows.toLocaleString('en')} rows, ${megabytes} MB, ${seconds} s.`)
  console.log(
    env.DATABASE_URL
      ? 'Keep BATON_SECRET_KEY as well, but not with it: without the key nobody opens credentials and receivers.'
      : `Keep ${shown(join(dataFolder, 'secrets.json'))} as well, but not with it: without its key nobody opens credentials and receivers.`,
  )
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
