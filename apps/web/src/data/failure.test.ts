import { describe, expect, it } from 'vitest'
import { clientFailure, mayRetry } from './failure.ts'

describe('a failed call', () => {
  it('keeps the catalogue’s code and the marked fields', () => {
    const error = { data: { code: 'INPUT_INVALID', fields: { name: 'too_small' } } }
    expect(clientFailure(error)).toEqual({ code: 'INPUT_INVALID', fields: { name: 'too_small' } })
    expect(mayRetry(error)).toBe(false)
  })
  it.each([new TypeError('Failed to fetch'), { data: { code: 'TEAPOT' } }, { data: null }, null])(
    'without a known code the server was not reached',
    (error) => {
      expect(clientFailure(error).code).toBe('UNREACHABLE')
      expect(mayRetry(error)).toBe(true)
    },
  )
})
