import { DRIVERS } from '@baton/platforms'
import { describe, expect, it } from 'vitest'
import { agreesWith, stateTellings, wordTellings } from './tellings.ts'

const words = wordTellings(
  (['pinduoduo', 'own-shop'] as const).flatMap((platform) =>
    DRIVERS[platform].vocabulary.map((one) => ({ ...one, platform, standard: one.meaning, version: 1 })),
  ),
)
const states = stateTellings(words)
const word = (platform: string, native: string) => {
  const found = words.find((one) => one.platform === platform && one.native === native)
  if (!found) throw new Error(`${platform} has no ${native}`)
  return found
}
const order = (state: 'packing' | 'shipped' | 'done' | 'cancelled' | 'part_shipped', more = {}) => ({
  state,
  signed: false,
  refunded: false,
  ...more,
})

describe('agreement', () => {
  it('lets a channel without a word for a state tell it by the one before', () => {
    expect(agreesWith(word('pinduoduo', '1'), order('packing'), states)).toBe(true)
    expect(agreesWith(word('own-shop', 'to_ship'), order('packing'), states)).toBe(false)
    expect(agreesWith(word('pinduoduo', '2'), order('done'), states)).toBe(true)
    expect(agreesWith(word('pinduoduo', '1'), order('cancelled'), states)).toBe(false)
  })

  it('asks for the receipt and the refund that a word claims', () => {
    expect(agreesWith(word('pinduoduo', '3'), order('shipped'), states)).toBe(false)
    expect(agreesWith(word('pinduoduo', '3'), order('shipped', { signed: true }), states)).toBe(true)
    expect(agreesWith(word('pinduoduo', '2/4'), order('shipped', { refunded: true }), states)).toBe(true)
    expect(agreesWith(word('pinduoduo', '2/4'), order('shipped'), states)).toBe(false)
  })
})
