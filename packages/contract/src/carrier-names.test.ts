import { describe, expect, it } from 'vitest'
import { carrierNamed } from './carrier-names.ts'

describe('a carrier', () => {
  it.each([
    ['yto', 'YTO'],
    ['圆通速递', 'YTO'],
    [' 圆通 ', 'YTO'],
    ['ＳＦ', 'SF'],
    ['sf express', 'SF'],
    ['邮政EMS', 'EMS'],
    ['邮政 EMS', 'EMS'],
    ['J&T Express', 'JT'],
  ])('is known as %s', (word, ours) => {
    expect(carrierNamed(word)).toBe(ours)
  })

  it.each(['', '百世快递', 'YTO2', '顺丰冷运专线', '85', 'constructor'])('is not known as %j', (word) => {
    expect(carrierNamed(word)).toBeNull()
  })
})
