import { WarehouseSaveInput } from '@baton/contract'
import { describe, expect, it } from 'vitest'
import { fieldErrors, fieldReason } from './field-errors.ts'

describe('errors of a form', () => {
  it('stand at their fields, one each', () => {
    const parsed = WarehouseSaveInput.safeParse({ code: '', name: 'x'.repeat(81), province: 'p', city: 'c' })
    expect(fieldErrors(parsed.error?.issues ?? [])).toEqual({
      code: 'too_small',
      name: 'too_big',
      address: 'invalid_type',
    })
  })
  it('are shown even when the reason is a new one', () => {
    expect(fieldReason('taken').en).toBe('Already taken')
    expect(fieldReason('moon_phase').en).toContain('moon_phase')
  })
})
