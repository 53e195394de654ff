import { describe, expect, it } from 'vitest'
import { DRIVERS } from './index.ts'

const madeUp = Object.values(DRIVERS).flatMap(({ platform, appFields, shopFields }) =>
  [...appFields, ...shopFields].flatMap((field) => (field.madeUp ? [{ platform, field, made: field.madeUp }] : [])),
)

describe('a secret that the merchant makes up', () => {
  it.each(madeUp)('passes its own check: $platform $field.key', ({ field, made }) => {
    expect(made.letters).toBeGreaterThanOrEqual(32)
    for (const letter of 'AZaz09')
      expect(`${made.prefix}${letter.repeat(made.letters)}`).toMatch(new RegExp(field.pattern ?? '^.+$'))
    expect(field.secret).toBe(true)
  })

  it('is what no platform hands out', () => {
    expect(madeUp.map(({ platform, field }) => `${platform} ${field.key}`)).toEqual([
      ...['weixin-shop token', 'weixin-shop encodingAesKey'],
      ...['own-shop secret', 'own-shop outgoingSecret', 'woocommerce webhookSecret'],
    ])
  })
})
