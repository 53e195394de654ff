import { describe, expect, test } from 'vitest'
import { CODE, insert, key, run, tick, unknownKey } from './testing.ts'
import type { WedgeEvent } from './wedge.ts'

describe('a scanner types into a field in which a person types', () => {
  const field = (at: number) => ({ at, target: 'field' }) as const
  /** Each key is heard again as what it inserts, for nobody prevents it. */
  const both = (text: string, at: number) =>
    [...text].flatMap((one, index) => [key(one, field(at + index)), insert(one, field(at + index))])
  const lineBreak = (at: number): WedgeEvent =>
    ({ ...insert('', field(at)), inputType: 'insertLineBreak' }) as WedgeEvent
  const cases: [string, WedgeEvent[]][] = [
    ['keys and Enter', [...both(CODE, 0), key('Enter', field(20))]],
    ['keys and Tab', [...both(CODE, 0), key('Tab', field(20))]],
    [
      'keys as slow as scanners are',
      [...[...CODE].map((one, at) => key(one, field(at * 45))), key('Enter', field(690))],
    ],
    ['after what a person typed', [...both('ok ', 0), ...both(CODE, 400), key('Enter', field(420))]],
    [
      'capitals with Shift',
      [...CODE].flatMap((one, at) => [key('Shift', field(at)), key(one, field(at))]).concat(key('Enter', field(20))),
    ],
    ['one insertText and Enter', [insert(CODE, field(0)), key('Enter', field(5))]],
    ['one insertText with its line end', [insert(`${CODE}\n`, field(0))]],
    [
      'keyCode 229 for each character and the line end',
      [...CODE]
        .flatMap((one, at) => [{ ...unknownKey(at), target: 'field' } as WedgeEvent, insert(one, field(at))])
        .concat(lineBreak(20)),
    ],
  ]
  test.each(cases)('%s: a scan, whose characters do not stay', (_name, events) => {
    const { texts, tried, typed } = run(events)
    expect(texts).toEqual([CODE])
    expect(tried.at(-1)?.[2]).toBe(true)
    expect(typed).toBe(1)
  })

  test('and sends a second line end: it presses nothing', () => {
    const { texts, tried } = run([...both(CODE, 0), key('Enter', field(20)), key('Enter', field(25))])
    expect(texts).toEqual([CODE])
    expect(tried.at(-1)?.[2]).toBe(true)
  })

  const persons: [string, WedgeEvent[]][] = [
    ['slow typing', [...[...'hello'].map((one, at) => key(one, field(at * 90))), key('Enter', field(450))]],
    ['three fast keys', [...both('abc', 0), key('Enter', field(5))]],
    ['a key that is held down', [...both('aaaaaaaa', 0), key('Enter', field(10))]],
    ['a word at once, and Enter when it was read', [insert('hello', field(0)), key('Enter', field(400))]],
    [
      'a correction in between',
      [...both('SF12', 0), key('Backspace', field(5)), ...both('34', 6), key('Enter', field(9))],
    ],
    [
      'something pasted',
      [{ ...insert(CODE, field(0)), inputType: 'insertFromPaste' } as WedgeEvent, key('Enter', field(5))],
    ],
    ['no suffix', [...both(CODE, 0), tick(900)]],
  ]
  test.each(persons)('%s stays', (_name, events) => {
    const { texts, tried, typed } = run(events)
    expect(texts).toEqual([])
    expect(tried.map(([, , isTaken]) => isTaken)).toEqual(events.map(() => false))
    expect(typed).toBe(0)
  })
})
