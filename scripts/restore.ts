import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { restoreBackup } from '../packages/fulfilment/src/backup/index.ts'
import { databaseProblem } from '../packages/fulfilment/src/runtime/database-problem.ts'
import { shown } from './shown.ts'
import { withDatabase } from './with-database.ts'

const USAGE = 'Usage: npm run -s restore -- FILE [--data DIR]'

const { env } = process

try {
  const { values, positionals } = parseArgs({ options: { data: { type: 'string' } }, allowPositionals: true })
  const [name] = positionals
  if (name === undefined || positionals.length > 1) throw new Error(USAGE)
  const file = resolve(name)
  if (!existsSync(file)) throw new Error(`There is no ${file}.`)
  const dataFolder = resolve(values.data ?? (env.BATON_DATA || '.baton'))
  const started = performance.now()
  const restored = await withDatabase({ dataFolder, mayRun: false }, env, (database) =>
    restoreBackup({ ...database, file, log: (line) => console.error(`  ${line}`) }).catch((error: unknown) => {
      throw new Error(databaseProblem(error, database.ownerUrl), { cause: error })
    }),
  )
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  console.log(
    `Restored what was there at ${restored.createdAt}: ${restored.rows.toLocaleString('en')} rows, ${seconds} s.`,
  )
  if (restored.owed > 0)
    console.log(
      `${restored.owed} of its buyers were erased after that: the workers erase them again within minutes of the start.`,
    )
  if (!env.BATON_SECRET_KEY && !existsSync(join(dataFolder, 'secrets.json')))
    console.log(
      `Before you start it: put the secrets.json of the old system into ${shown(dataFolder)}, or set its BATON_SECRET_KEY and BATON_AUTH_SECRET.`,
    )
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
