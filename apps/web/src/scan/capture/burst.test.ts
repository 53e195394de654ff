import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CODE, insert, key, keys, run, tick, unknownKey } from './testing.ts'
import { EMPTY_WITH_SUFFIX, type WedgeEvent } from './wedge.ts'

/** Each key is heard again as what it inserts, for nobody prevents it. */
const typedAt = (text: string, at: number, every: number, target: 'field' | 'box' = 'field') =>
  [...text].flatMap((one, index) => {
    const aim = { at: at + index * every, target }
    return [key(one, aim), insert(one, aim)]
  })

describe('a scanner types into a field in which a person types', () => {
  const field = (at: number) => ({ at, target: 'field' }) as const
  const both = (text: string, at: number) => typedAt(text, at, 1)
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
    ['keys and the same as one insertText', [...both(CODE, 0), insert(CODE, field(16)), key('Enter', field(20))]],
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

  test('one insertText with its line end: a scan, which was never in the field', () => {
    const { texts, tried, typed } = run([...both('d', 0), insert(`${CODE}\n`, field(900))])
    expect([texts, tried.at(-1)?.[2], typed]).toEqual([[CODE], true, 0])
  })

  test('and stalls in the middle of a code: where it sends a suffix, both halves are the code', () => {
    const stalled = [...both('SF1234567', 0), ...both('890123', 450), key('Enter', field(460))]
    expect(run(stalled, EMPTY_WITH_SUFFIX)).toMatchObject({ texts: [CODE], typed: 1 })
    const [typed, scanned] = [typedAt('ok', 0, 90), both(CODE, 450)]
    expect(run([...typed, ...scanned, key('Enter', field(470))], EMPTY_WITH_SUFFIX).texts).toEqual([CODE])
    const word = [insert('refrigerator', field(0)), key('Enter', field(400))]
    expect(run(word, EMPTY_WITH_SUFFIX).texts).toEqual([])
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
    ['letters as fast as a scanner, without suffix', [...both('damaged', 0), tick(900)]],
    ['a code that a person types, at the speed of the fastest', [...typedAt(CODE, 0, 60), tick(2000)]],
    ['a word of digits that a keyboard puts in at once', [insert(CODE, field(0)), tick(900)]],
    ['two words with a number', [...both('2 of 10 wet', 0), tick(900)]],
    ['five fast keys', [...both('A4-12', 0), tick(900)]],
  ]
  test.each(persons)('%s stays', (_name, events) => {
    const { texts, tried, typed } = run(events)
    expect(texts).toEqual([])
    expect(tried.map(([, , isTaken]) => isTaken)).toEqual(events.map(() => false))
    expect(typed).toBe(0)
  })
})

describe('a scanner without suffix types into a field', () => {
  const field = (at: number) => ({ at, target: 'field' }) as const
  const cases: [string, WedgeEvent[]][] = [
    ['all at once', [...typedAt(CODE, 0, 1), tick(200)]],
    ['as slow as scanners are', [...typedAt(CODE, 0, 45), tick(900)]],
    ['after what a person typed', [...typedAt('ok', 0, 90), ...typedAt(CODE, 400, 1), tick(600)]],
    [
      'keyCode 229 for each character',
      [
        ...[...CODE].flatMap((one, at) => [
          { ...unknownKey(at), target: 'field' } as WedgeEvent,
          insert(one, field(at)),
        ]),
        tick(200),
      ],
    ],
    ['while the page is too busy for its timers', [...typedAt(CODE, 0, 1), key('x', field(900))]],
  ]
  test.each(cases)('%s: a scan, whose characters do not stay', (_name, events) => {
    expect(run(events)).toMatchObject({ texts: [CODE], typed: 1, isPatient: false })
  })

  test('two of them while the page is too busy for its timers are two scans', () => {
    const events = [...typedAt(CODE, 0, 1), ...typedAt('YT9876543210', 400, 1), tick(700)]
    expect(run(events)).toMatchObject({ texts: [CODE, 'YT9876543210'], typed: 2 })
  })

  test('a whole code at once is one where this device’s scanner was heard to insert', () => {
    const inserted = [insert('YT9876543210', { at: 0 }), tick(200), insert(CODE, field(1000)), tick(1200)]
    expect(run(inserted)).toMatchObject({ texts: ['YT9876543210', CODE], typed: 1 })
    const word = [insert('YT9876543210', { at: 0 }), tick(200), insert('scratched', field(1000)), tick(1200)]
    expect(run(word)).toMatchObject({ texts: ['YT9876543210'], typed: 0 })
    const typed = [...keys('YT9876543210', { at: 0 }), tick(200), insert(CODE, field(1000)), tick(1200)]
    expect(run(typed).texts).toEqual(['YT9876543210'])
  })

  test('of a scanner that is known to send a suffix, what comes without is a person’s', () => {
    expect(run([...typedAt(CODE, 0, 1), tick(200), tick(1900)], EMPTY_WITH_SUFFIX)).toMatchObject({
      texts: [],
      typed: 0,
    })
  })

  test('the scan box takes whatever comes that fast, and of a person nothing before Enter', () => {
    expect(run([...typedAt('MUG-S', 0, 1, 'box'), tick(200)])).toMatchObject({ texts: ['MUG-S'], typed: 1 })
    expect(run([insert(CODE, { at: 0, target: 'box' }), tick(200)])).toMatchObject({ texts: [CODE], typed: 1 })
    const patient = [...typedAt('MUG-S', 0, 1, 'box'), tick(200), tick(1520)]
    expect(run(patient, EMPTY_WITH_SUFFIX)).toMatchObject({ texts: ['MUG-S'], typed: 1, isPatient: false })
    expect(run([...typedAt('MUG-S', 0, 90, 'box'), tick(900)])).toMatchObject({ texts: [], typed: 0 })
  })
})

/** Fastest people: 240 words a minute, 50 ms a key in the mean; between two keys of a roll far less. */
test('however a person types into a note, nothing of it is taken', () => {
  const strokes = fc.array(
    fc.record({ one: fc.constantFrom(...'abc123-./ ,S'), gap: fc.integer({ min: 15, max: 400 }) }),
    {
      minLength: 1,
      maxLength: 60,
    },
  )
  fc.assert(
    fc.property(strokes, fc.integer({ min: 0, max: 2 }), (typed, ends) => {
      const events: WedgeEvent[] = []
      let at = 0
      for (const [index, { one, gap }] of typed.entries()) {
        /** Whoever rolls over two keys pauses for the next two. */
        at += index % 2 === 0 ? Math.max(gap, 110) : gap
        events.push(...typedAt(one, at, 0))
        events.push(tick(at + 60))
      }
      events.push(...(ends === 0 ? [] : [key(ends === 1 ? 'Enter' : 'Tab', { at: at + 80, target: 'field' })]))
      expect(run([...events, tick(at + 900)])).toMatchObject({ texts: [], typed: 0 })
    }),
  )
})
