import { describe, expect, it } from 'vitest'
import { readWordList, writeWordList } from './word-list.ts'

describe('lists typed by hand', () => {
  it('accept every separator and drop repeats and blanks', () => {
    expect(readWordList(' 浙江省、江苏省, 安徽省;浙江省\n\n上海市， ')).toEqual([
      '浙江省',
      '江苏省',
      '安徽省',
      '上海市',
    ])
  })
  it('come back as they were written', () => {
    expect(readWordList(writeWordList(['A 1', 'B']))).toEqual(['A 1', 'B'])
    expect(readWordList('')).toEqual([])
  })
})
