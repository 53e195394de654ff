import { describe, expect, it } from 'vitest'
import { prettyPrint } from './pretty-print.ts'

describe('prettyPrint', () => {
  it('keeps every digit of an id and of an amount', () => {
    expect(prettyPrint('{"tid":3906548710284511234,"fee":1.10,"e":1E+15}')).toBe(
      '{\n  "tid": 3906548710284511234,\n  "fee": 1.10,\n  "e": 1E+15\n}',
    )
  })
  it('leaves strings alone, whatever they hold', () => {
    expect(prettyPrint('{"a":"{\\"b\\":[1,2]}, \\\\","c":"：，"}')).toBe(
      '{\n  "a": "{\\"b\\":[1,2]}, \\\\",\n  "c": "：，"\n}',
    )
  })
  it('writes empty containers on one line and indents nested ones', () => {
    expect(prettyPrint('[{},[], {"a":[1,null,true]}]')).toBe(
      '[\n  {},\n  [],\n  {\n    "a": [\n      1,\n      null,\n      true\n    ]\n  }\n]',
    )
  })
  it('gives back what JSON.parse reads', () => {
    const text = JSON.stringify({ a: [1, 'x', { b: null }], 订单: '待发货' })
    expect(JSON.parse(prettyPrint(text) ?? '')).toEqual(JSON.parse(text))
  })
  it.each(['', 'a=1&b=2', '<xml/>', '{"a":1', ']', '"text"', '{"a": undefined}'])(
    'leaves %s to be shown as it is',
    (text) => {
      expect(prettyPrint(text)).toBeNull()
    },
  )
})
