import { describe, expect, it } from 'vitest'
import { readSearch } from './read-search.ts'

describe('what a search names', () => {
  it.each([
    ['a number in groups', 'YT 9990 0012 34', 'YT9990001234'],
    ['full width', 'ＳＦ１２３４５６７８９０', 'SF1234567890'],
    ['small letters', 'sf1234567890', 'SF1234567890'],
    ['a sentence', '你好，我的单2179606100100016700怎么还没到？', '2179606100100016700'],
    ['a sentence with a waybill', '帮我查一下 SF1234567890123，急！', 'SF1234567890123'],
    ['a number with dashes', '单号：261201-796061001000255', '261201-796061001000255'],
    ['the second of several', '2179606100100016700\n2179606100100018000', '2179606100100018000'],
  ])('%s', (_name, q, number) => {
    expect(readSearch(q)).toMatchObject({ tails: [], phones: [] })
    expect(readSearch(q).numbers).toContain(number)
  })

  it.each(['13800001234', '138 0000 1234', '138-0000-1234', '+86 138 0000 1234', '电话 8613800001234，还没发货'])(
    'the phone in %s, and none of its groups as four last digits',
    (q) => {
      expect(readSearch(q)).toMatchObject({ phones: ['13800001234'], tails: [] })
    },
  )

  it('takes four digits for the end of a phone, unless a number is named beside them', () => {
    expect(readSearch('尾号 ５６７０ 到哪了').tails).toEqual(['5670'])
    expect(readSearch('2026年买的 2179606100100016700').tails).toEqual([])
  })

  it('takes pieces of five signs and more, and a short text for a nickname', () => {
    expect(readSearch('016700')).toMatchObject({ parts: ['016700'], tails: [] })
    expect(readSearch('8129')).toMatchObject({ parts: [], tails: ['8129'] })
    expect(readSearch('Tb_小鱼')).toMatchObject({ parts: [], nick: 'tb_小鱼' })
    expect(readSearch('你好，我前天买的东西怎么到现在还没有发货呢？请尽快').nick).toBeNull()
  })

  it('reads a column of a spreadsheet whole', () => {
    const column = Array.from({ length: 90 }, (_, n) => `21796061001000${10_000 + n}`)
    expect(readSearch(column.join('\t'))).toMatchObject({ parts: column })
  })
})
