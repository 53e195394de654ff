import fc from 'fast-check'
import { parse, stringify } from 'lossless-json'
import { describe, expect, test } from 'vitest'
import { UnreadableMessage } from './driver.ts'
import { integerAt, needText, textAt } from './json-field.ts'
import { isJsonObject, parseJson, parseJsonElements, stringifyJson, wireNumber } from './lossless-json.ts'

function objectOf(text: string) {
  const root = parseJson(text)
  if (!isJsonObject(root)) throw new Error('not an object')
  return root
}

describe('lossless JSON', () => {
  test('ids beyond 2^53 survive as numbers and as text', () => {
    const text = '{"a":4705288465508532862,"b":"3705115058471208928"}'
    expect(needText(objectOf(text), 'a')).toBe('4705288465508532862')
    expect(needText(objectOf(text), 'b')).toBe('3705115058471208928')
    expect(stringifyJson(parseJson(text))).toBe(text)
  })

  test('a number goes out with exactly the digits it was given', () => {
    expect(stringifyJson({ id: wireNumber('9223372036854775807'), price: wireNumber('12.50') })).toBe(
      '{"id":9223372036854775807,"price":12.50}',
    )
  })

  test('absent, null and empty are all null; wrong types are named', () => {
    const root = objectOf('{"n":null,"e":"","o":{},"x":"1.5"}')
    expect([textAt(root, 'n'), textAt(root, 'e'), textAt(root, 'missing')]).toEqual([null, null, null])
    expect(() => textAt(root, 'o')).toThrow(/Field o/)
    expect(() => integerAt(root, 'x')).toThrow(/Field x/)
    expect(() => needText(root, 'constructor')).toThrow(UnreadableMessage)
  })

  test('a repeated key takes its last value, as other JSON readers do', () => {
    expect(needText(objectOf('{"a":1,"a":2}'), 'a')).toBe('2')
  })

  test('__proto__ stays data', () => {
    expect(stringifyJson(parseJson('{"__proto__":{"tid":1}}'))).toBe('{"__proto__":{"tid":1}}')
    expect(textAt(objectOf('{"__proto__":{"tid":1}}'), 'tid')).toBeNull()
  })

  test('absurd nesting and broken UTF-8 are refused, not crashed on', () => {
    expect(() => parseJson('['.repeat(200_000))).toThrow(UnreadableMessage)
    expect(() => parseJson(Uint8Array.of(0x22, 0xff, 0x22))).toThrow(UnreadableMessage)
  })

  test('property: reads and writes what an independent lossless reader does, and refuses what it refuses', () => {
    const digits = fc.stringMatching(/^-?(0|[1-9]\d{0,30})(\.\d{1,20})?([eE][+-]?\d{1,3})?$/)
    const text = fc.oneof(
      fc.json(),
      digits,
      fc
        .tuple(fc.json(), fc.nat(), fc.constantFrom('', '"', ',', '\\', '}', '0', '\u0001'))
        .map(([json, at, odd]) => json.slice(0, at % (json.length + 1)) + odd + json.slice(at % (json.length + 1))),
    )
    const outcome = (write: () => string | undefined) => {
      try {
        return write()
      } catch {
        return 'refused'
      }
    }
    fc.assert(
      fc.property(text, (source) => {
        const theirs = outcome(() => stringify(parse(source, null, { onDuplicateKey: ({ newValue }) => newValue })))
        expect(outcome(() => stringifyJson(parseJson(source)))).toBe(theirs)
      }),
    )
  })

  test('an array is cut into the exact texts of its elements', () => {
    const cut = parseJsonElements(' [ {"a" : "\\u0041"} ,1.50, [2] ] ')
    expect(cut?.map((one) => one.text)).toEqual(['{"a" : "\\u0041"}', '1.50', '[2]'])
    expect(parseJsonElements('{}')).toBeNull()
    expect(() => parseJsonElements('[1,]')).toThrow(UnreadableMessage)
  })

  test('property: any JSON value reads back the same; any text either parses or is unreadable', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value)
        expect(JSON.parse(stringifyJson(parseJson(text)))).toEqual(JSON.parse(text))
      }),
    )
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        try {
          parseJson(text)
        } catch (error) {
          expect(error).toBeInstanceOf(UnreadableMessage)
        }
      }),
    )
  })
})
