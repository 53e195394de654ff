import {
  AFTER_SALE_STATES,
  hasLeftWarehouse,
  PLATFORMS,
  SHOWN_STATUSES,
  STANDARD_STATUSES,
  STATUS_MEANING,
  shownStatus,
  TRACE_STATES,
  type TraceState,
} from '@baton/contract'
import { describe, expect, test } from 'vitest'
import { DRIVERS } from './index.ts'

const MEANINGS: Record<string, readonly string[]> = {
  order: STANDARD_STATUSES,
  trace: TRACE_STATES,
  after_sale: AFTER_SALE_STATES,
}

describe.each(PLATFORMS)('vocabulary of %s', (platform) => {
  const { vocabulary } = DRIVERS[platform]

  test('the driver answers for its own platform', () => {
    expect(DRIVERS[platform].platform).toBe(platform)
  })

  test('each word is there once per axis, with a label and a valid meaning', () => {
    const words = vocabulary.map((entry) => `${entry.axis} ${entry.native}`)
    expect(new Set(words).size).toBe(words.length)
    for (const entry of vocabulary) {
      expect(entry.label).not.toBe('')
      if (entry.meaning !== null) expect(MEANINGS[entry.axis]).toContain(entry.meaning)
    }
  })

  test('the order axis covers waiting, shipping and the ends', () => {
    const meanings = vocabulary.filter((entry) => entry.axis === 'order').map((entry) => entry.meaning)
    for (const needed of ['to_ship', 'shipped', 'refunded']) expect(meanings).toContain(needed)
  })
})

describe('words that shops see on the platforms’ order pages', () => {
  const shippedOrLater = SHOWN_STATUSES.slice(SHOWN_STATUSES.indexOf('shipped'), SHOWN_STATUSES.indexOf('done') + 1)

  test.each([
    ['douyin', '已揽收'],
    ['pinduoduo', '出库中'],
    ['taobao', '物流已发出'],
  ] as const)('%s %s shows 已发货 or later', (platform, word) => {
    const entry = DRIVERS[platform].vocabulary.find((found) => found.axis === 'trace' && found.native === word)
    const trace = entry?.meaning as TraceState
    const shown = shownStatus({
      state: 'shipped',
      signed: false,
      traces: [trace],
      afterSales: [],
      fullyRefunded: false,
    })
    expect(shippedOrLater).toContain(shown)
  })

  test('no word that forbids shipping means an order is ready', () => {
    const word = (platform: keyof typeof DRIVERS, native: string) =>
      DRIVERS[platform].vocabulary.find((entry) => entry.axis === 'order' && entry.native === native)?.meaning
    expect(word('taobao', 'PAID_FORBID_CONSIGN')).toBe('paid_held')
    expect(word('douyin', '105')).toBe('paid_held')
    expect(word('pinduoduo', '1/2')).toBe('paid_held')
  })

  test('words of shipped orders claim a state that has left the warehouse', () => {
    for (const native of ['2', '2/2', '2/3', '3', '3/3']) {
      const entry = DRIVERS.pinduoduo.vocabulary.find((found) => found.axis === 'order' && found.native === native)
      const meaning = entry?.meaning as keyof typeof STATUS_MEANING
      expect(hasLeftWarehouse(STATUS_MEANING[meaning].state)).toBe(true)
    }
  })
})
