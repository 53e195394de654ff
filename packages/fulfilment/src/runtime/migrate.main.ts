import { databaseProblem } from './database-problem.ts'
import { migrate } from './migrate.ts'

const ownerUrl = process.env.DATABASE_OWNER_URL || process.env.DATABASE_URL
const appUrl = process.env.DATABASE_URL || ownerUrl
if (!ownerUrl || !appUrl) {
  console.error('Set DATABASE_OWNER_URL (migrates) and DATABASE_URL (runs).')
  process.exit(1)
}
for (const [name, url] of Object.entries({ DATABASE_OWNER_URL: ownerUrl, DATABASE_URL: appUrl })) {
  if (URL.canParse(url)) continue
  console.error(`${name} is not a Postgres address (postgres://user:password@host:5432/database).`)
  process.exit(1)
}
try {
  await migrate({ ownerUrl, appUrl, log: (line) => console.error(`migrate: ${line}`) })
} catch (error) {
  console.error(`Migration failed: ${databaseProblem(error, ownerUrl)}`)
  process.exit(1)
}
