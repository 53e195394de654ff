import { expect, it } from 'vitest'
import { receiverMask } from './receiver-mask.ts'

it.each([
  [{ name: '王**', phone: '138****1234' }, '王** 138****1234'],
  [{ name: '欧阳娜娜', phone: '13800001234' }, '欧** *******1234'],
  [{ name: 'Lukas Huber', phone: '+49 801 367501' }, 'L** +** *** **7501'],
  [{ name: '', phone: '' }, ''],
])('%j is listed as %s', (receiver, shown) => {
  expect(receiverMask(receiver)).toBe(shown)
})
