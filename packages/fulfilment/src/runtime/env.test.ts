import { expect, it } from 'vitest'
import { readEnv } from './env.ts'

const USABLE = {
  DATABASE_URL: 'postgres://baton_app:x@db:5432/baton',
  BATON_SECRET_KEY: Buffer.alloc(32).toString('base64'),
  BATON_AUTH_SECRET: 'a'.repeat(32),
}

it('takes what is there and gives the rest its default', () => {
  expect(readEnv({ ...USABLE, BATON_PORT: '' })).toMatchObject({ BATON_PORT: 3000, BATON_POOL: 10 })
})

it('says in one line which variables are missing and which are wrong', () => {
  const missing = () => readEnv({ ...USABLE, BATON_SECRET_KEY: '', BATON_POOL: '99' })
  expect(missing).toThrow(/^Environment is not usable: BATON_SECRET_KEY is not set; BATON_POOL: [^\n]+$/)
})
