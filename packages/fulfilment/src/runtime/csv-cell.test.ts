import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvCell, csvLine, plainCell } from './csv-cell.ts'

describe('a cell', () => {
  it('is never a formula, a date or a rounded number for a spreadsheet', () => {
    expect(csvCell('=HYPERLINK("http://x")')).toBe(`"'=HYPERLINK(""http://x"")"`)
    expect(csvCell('6927384650123456789')).toBe('"6927384650123456789\t"')
    expect(csvCell('1/2')).toBe('"1/2\t"')
    expect([csvCell('+1'), csvCell('-1'), csvCell('@x'), csvCell(-5)]).toEqual([`'+1`, `'-1`, `'@x`, '-5'])
  })

  it('comes back as it was', () => {
    const texts = fc.array(
      fc.oneof(fc.string(), fc.constantFrom('=1', '1/2', '0123', '123456789012', '\t', 'a\t', "'=x")),
      {
        minLength: 2,
        maxLength: 5,
      },
    )
    fc.assert(
      fc.property(texts, (row) => {
        const [read] = parse(csvLine(row)) as string[][]
        expect(read?.map(plainCell)).toEqual(row)
      }),
    )
  })
})
