import { expect, it } from 'vitest'
import { databaseProblem } from './database-problem.ts'

const URL_WITH_SECRET = 'postgres://me:secret@db.example:6000/shop'

it('explains without the password why a database cannot be used', () => {
  const lines = ['28P01', '3D000', 'ECONNREFUSED', 'ENOTFOUND', 'CONNECT_TIMEOUT'].map((code) =>
    databaseProblem({ code }, URL_WITH_SECRET),
  )
  expect(lines[0]).toBe('db.example:6000 refused user "me": the password or the user is wrong.')
  expect(lines[1]).toBe('there is no database "shop" on db.example:6000.')
  expect(lines.join()).not.toContain('secret')
})

it('repeats what Postgres said where it knows no better', () => {
  expect(databaseProblem(new Error('too many clients'), URL_WITH_SECRET)).toBe('too many clients')
})

it('says what Postgres said of a query, not how the query was put, and who may do it', () => {
  const cause = Object.assign(new Error('permission denied for database shop'), { code: '42501' })
  const line = databaseProblem(new Error('Failed query: CREATE SCHEMA …\nparams: ', { cause }), URL_WITH_SECRET)
  expect(line).toBe(
    'db.example:6000 does not let user "me" do this: permission denied for database shop. Migrating needs the owner of database "shop" (DATABASE_OWNER_URL).',
  )
})
