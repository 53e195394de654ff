import { EXPORT_MARK } from '@baton/contract'
import { writeXlsx } from 'hucre/xlsx'
import { describe, expect, it } from 'vitest'
import { momentsIn, XLSX_LIMIT_BYTES } from './moments-in-files.ts'

const EIGHT = '2026-11-24T08:00:00.000Z'
const NINE = '2026-11-24T09:00:00.000Z'
const TEN = '2026-11-24T10:00:00.000Z'

type Part = string | Uint8Array
const file = (part: Part, name = 'orders') => new File([typeof part === 'string' ? part : part.slice()], name)
const csv = (at: string, filter = '{}') => file(`\uFEFF${EXPORT_MARK},${at},${filter}\r\n订单号\r\n`)
/** As a spreadsheet saves it again: strings shared, columns of their own making. */
const book = async (...rows: (string | number)[][]) => file(await writeXlsx({ sheets: [{ name: 'orders', rows }] }))
const xlsx = (at: string, filter = '{}') => book([EXPORT_MARK, at, filter], ['订单号'], ['00123'])

describe('the moments in two files', () => {
  it('are read from CSV, from XLSX and from one of each, older first, with the filter', async () => {
    const found = { before: NINE, after: TEN, filter: {} }
    expect(await momentsIn([csv(TEN), csv(NINE)])).toEqual(found)
    expect(await momentsIn([await xlsx(TEN), await xlsx(NINE)])).toEqual(found)
    expect(await momentsIn([csv(NINE), await xlsx(TEN)])).toEqual(found)
    const filter = '{"platform":["douyin","taobao"]}'
    expect(await momentsIn([await xlsx(TEN, filter), await xlsx(EIGHT, filter)])).toMatchObject({
      filter: { platform: ['douyin', 'taobao'] },
    })
  })

  it('cannot be told of the same moment, other filters, or any number of files but two', async () => {
    expect(await momentsIn([await xlsx(TEN), csv(TEN)])).toBe('same_moment')
    expect(await momentsIn([await xlsx(TEN), await xlsx(NINE, '{"platform":["douyin"]}')])).toBe('other_filter')
    expect(await momentsIn([await xlsx(TEN)])).toBe('two_files')
    expect(await momentsIn([csv(EIGHT), csv(NINE), csv(TEN)])).toBe('two_files')
  })

  it('are not in anybody else’s file, nor in ours once its first row is changed', async () => {
    for (const other of [
      file('订单号,渠道\r\n'),
      file(''),
      await book(['订单号', '渠道'], ['A-1', '抖店']),
      await book([EXPORT_MARK, 46_350.375, '{}']),
      await book([EXPORT_MARK, TEN, '{"evil":1}']),
      await book(),
    ])
      expect(await momentsIn([csv(NINE), other])).toBe('not_ours')
  })

  it('are not in a damaged workbook, one with a password, or one over the limit', async () => {
    const whole = new Uint8Array(await (await xlsx(TEN)).arrayBuffer())
    expect(await momentsIn([csv(NINE), file(whole.subarray(0, whole.length / 2))])).toBe('damaged')
    expect(await momentsIn([csv(NINE), file(Uint8Array.of(0x50, 0x4b, 3, 4, 1, 2, 3))])).toBe('damaged')
    const broken = whole.map((byte, index) => (index > 60 && index < whole.length - 400 ? byte ^ 0x55 : byte))
    expect(await momentsIn([csv(NINE), file(broken)])).toBe('damaged')
    const locked = await writeXlsx({
      sheets: [{ name: 'x', rows: [[1]] }],
      encryption: { password: 'p', spinCount: 1 },
    })
    expect(await momentsIn([csv(NINE), file(locked)])).toBe('locked')
    const huge = Object.defineProperty(await xlsx(TEN), 'size', { value: XLSX_LIMIT_BYTES + 1 })
    expect(await momentsIn([csv(NINE), huge])).toBe('too_large')
  })
})
