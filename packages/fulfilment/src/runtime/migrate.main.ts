import { databaseProblem, refuseOtherUrls } from './database-problem.ts'
import { migrate } from './migrate.ts'

const ownerUrl = process.env.DATABASE_OWNER_URL || process.env.DATABASE_URL
const appUrl = process.env.DATABASE_URL || ownerUrl
if (!ownerUrl || !appUrl) {
  console.error('Set DATABASE_OWNER_URL (migrates) and DATABASE_URL (runs).')
  process.exit(1)
}
try {
  refuseOtherUrls(ownerUrl, process.env.DATABASE_OWNER_URL ? 'DATABASE_OWNER_URL' : 'DATABASE_URL')
  refuseOtherUrls(appUrl, 'DATABASE_URL')
  await migrate({ ownerUrl, appUrl, log: (line) => console.error(`migrate: ${line}`) })
} catch (error) {
  console.error(`Migration failed: ${databaseProblem(error, ownerUrl)}`)
  process.exit(1)
}
