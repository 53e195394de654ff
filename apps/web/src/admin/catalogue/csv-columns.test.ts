import { CSV_KINDS } from '@baton/contract'
import { describe, expect, it } from 'vitest'
import { CSV_COLUMNS, csvTemplate, decodeCsv } from './csv-columns.ts'

describe('the CSV templates', () => {
  it.each(CSV_KINDS)('of %s have as many cells as columns', (kind) => {
    const [header, row] = csvTemplate(CSV_COLUMNS[kind]).trim().split('\n')
    expect(row?.split(',').length).toBe(header?.split(',').length)
  })
})

describe('decodeCsv', () => {
  it('reads UTF-8 with and without its mark', () => {
    expect(decodeCsv(new TextEncoder().encode('sku\n防晒衣'))).toBe('sku\n防晒衣')
    expect(decodeCsv(new Uint8Array([0xef, 0xbb, 0xbf, 0x73]))).toBe('s')
  })
  it('reads GBK', () => {
    expect(decodeCsv(new Uint8Array([0xb7, 0xc0, 0xc9, 0xb9, 0xd2, 0xc2]))).toBe('防晒衣')
  })
})
