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

  it('is told in full where the job queue made a plain object of it', () => {
    const told = { message: 'no such shop', stack: 'Error: no such shop\n    at here', queue: 'channels.catch-up' }
    expect(errorLine(told)).toMatchObject(told)
  })
})
