import { PLATFORMS } from '@baton/contract'
import { DRIVERS } from '@baton/platforms'
import { describe, expect, it } from 'vitest'
import { CarrierWords } from './carrier-words.ts'

describe('what a channel calls a carrier', () => {
  it('is read back as ours, for every code that is published', () => {
    const words = new CarrierWords()
    for (const platform of PLATFORMS)
      for (const [carrier, code] of Object.entries(DRIVERS[platform].carriers))
        expect(words.ours(platform, code), `${platform} ${code}`).toBe(carrier)
  })

  it('may be its name, and stays as it is where nobody knows it', () => {
    const words = new CarrierWords()
    expect(words.ours('taobao', '圆通速递')).toBe('YTO')
    expect(words.ours('shopify', 'Some Local Courier')).toBe('Some Local Courier')
    expect(words.ours('taobao', '85'), 'a number of Pinduoduo').toBe('85')
  })

  it('is what the merchant says before all else', () => {
    const given = [
      { platform: 'douyin', carrier: 'HEAVY', code: 'yuantong', name: null },
      { platform: 'douyin', carrier: 'YTO', code: 'yto_new', name: '圆通（新）' },
      { platform: 'taobao', carrier: 'SF', code: null, name: null },
    ]
    const words = new CarrierWords(given)
    expect(words.ours('douyin', 'yuantong')).toBe('HEAVY')
    expect(words.ours('douyin', 'yto_new')).toBe('YTO')
    expect(words.ours('douyin', '圆通（新）')).toBe('YTO')
    expect(words.ours('taobao', 'SF')).toBe('SF')
  })
})
