import { StaffPasswordInput } from '@baton/contract'
import { describe, expect, it } from 'vitest'
import { newPassword } from './new-password.ts'

describe('newPassword', () => {
  it('is four groups of four that the contract accepts, different each time', () => {
    const words = Array.from({ length: 50 }, () => newPassword())
    expect(new Set(words).size).toBe(50)
    for (const password of words) {
      expect(password).toMatch(/^([a-zA-Z2-9]{4}-){3}[a-zA-Z2-9]{4}$/)
      expect(StaffPasswordInput.safeParse({ id: 'p', password }).success).toBe(true)
    }
  })
  it('passes over bytes that would favour some letters', () => {
    let call = 0
    const random = (bytes: Uint8Array<ArrayBuffer>) => bytes.fill(call++ === 0 ? 255 : 0)
    expect(newPassword(random)).toBe('aaaa-aaaa-aaaa-aaaa')
    expect(call).toBe(2)
  })
})
