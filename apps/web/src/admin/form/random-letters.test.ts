import { expect, it } from 'vitest'
import { randomLetters } from './random-letters.ts'

it('are as many as asked for, all kinds of them, and others each time', () => {
  const all = randomLetters(20_000)
  expect(all).toMatch(/^[A-Za-z0-9]{20000}$/)
  expect(new Set(all).size).toBe(62)
  expect(randomLetters(32)).not.toBe(randomLetters(32))
  expect(randomLetters(0)).toBe('')
})
