import { describe, expect, it } from 'vitest'
import { readCsv } from './read-csv.ts'

const linesOf = (csv: string) => {
  const read = readCsv(csv)
  return 'rows' in read ? read.rows.map(({ line, cells }) => [line, cells.a, cells.b]) : read
}

describe('rows of a CSV', () => {
  const file = ['\uFEFFa,b', '', ' 1 ,x', '', '', '2,"y', 'z"', '3,w', '', '4,v', '']
  const rows = [
    [3, '1', 'x'],
    [6, '2', 'y\nz'],
    [8, '3', 'w'],
    [10, '4', 'v'],
  ]

  it.each(['\n', '\r\n', '\r'])('stand where an editor counts them, lines ended by %j', (end) => {
    expect(linesOf(file.join(end))).toEqual(rows)
  })

  it('stand there too where a file came together from several', () => {
    const mixed = file.map((line, index) => `${line}${index % 2 === 0 ? '\r\n' : '\n'}`).join('')
    expect(linesOf(mixed)).toEqual(rows)
  })

  it('say where the file is broken', () => {
    expect(linesOf('a,b\n\n\n1,2,3\n')).toMatchObject({ brokenAt: 4 })
    expect(linesOf('a,b\n1,\0\n')).toMatchObject({ brokenAt: 1 })
  })
})
