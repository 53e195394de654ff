import { describe, expect, it } from 'vitest'
import { errorLine } from './log.ts'

describe('an error in the log', () => {
  it('says which query failed, not what was asked', () => {
    const error = new Error('Failed query: insert into "staff" values ($1)\nparams: 李娜,secret\nword', {
      cause: Object.assign(new Error('duplicate key'), { code: '23505' }),
    })
    const line = JSON.stringify(errorLine(error))
    expect(line).toContain('insert into')
    expect(line).toContain('23505')
    expect(line).not.toMatch(/李娜|secret|params/)
  })

  it('says what Postgres or a reader of JSON could not take, but not the value', () => {
    const phone = '13812345678'
    const failures = [
      { name: 'PostgresError', code: '22003', message: `value "${phone}" is out of range for type integer` },
      { name: 'PostgresError', code: '22P02', message: `invalid input syntax for type uuid: "a "quoted" ${phone}"` },
      readingOf(`{"phone": ${phone}x}`),
      readingOf(`{"name": "${phone}`),
    ]
    for (const failure of failures) {
      const error = Object.assign(new Error(failure.message), failure)
      error.stack = `${failure.name}: ${failure.message}\n    at here`
      const line = JSON.stringify(errorLine(new Error('not applied', { cause: error })))
      expect(line).toMatch(/out of range for type integer|invalid input syntax|JSON/)
      expect(line).not.toContain('1381234')
    }
    const known = { name: 'PostgresError', code: '42P01', message: 'relation "orders" does not exist' }
    expect(errorLine(Object.assign(new Error(known.message), known))).toMatchObject(known)
  })

  it('is told in full where the job queue made a plain object of it', () => {
    const told = { message: 'no such shop', stack: 'Error: no such shop\n    at here', queue: 'channels.catch-up' }
    expect(errorLine(told)).toMatchObject(told)
  })
})

function readingOf(text: string): { name: string; message: string } {
  try {
    JSON.parse(text)
  } catch (error) {
    const { name, message } = error as Error
    return { name, message }
  }
  throw new Error('it was JSON')
}
