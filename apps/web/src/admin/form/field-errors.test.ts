import { WarehouseSaveInput } from '@baton/contract'
import { describe, expect, it } from 'vitest'
import { fieldErrors, fieldReason, shownReason } from './field-errors.ts'

describe('errors of a form', () => {
  it('stand at their fields, one each', () => {
    const parsed = WarehouseSaveInput.safeParse({ code: '', name: 'x'.repeat(81), province: 'p', city: 'c' })
    expect(fieldErrors(parsed.error?.issues ?? [])).toEqual({
      code: 'too_small',
      name: 'too_big',
      address: 'invalid_type',
    })
  })
  it('say of an empty field that it is empty', () => {
    expect(shownReason('too_small', ' ')).toBe('required')
    expect(shownReason('invalid_format', '', 'invalid_value')).toBe('invalid_value')
    expect(shownReason('too_small', 'a')).toBe('too_small')
    expect(shownReason('too_small', 0)).toBe('too_small')
    expect(shownReason('taken', '')).toBe('taken')
  })
  it('are shown even when the reason is a new one', () => {
    expect(fieldReason('taken').en).toBe('Already taken')
    expect(fieldReason('moon_phase').en).toContain('moon_phase')
  })
})
