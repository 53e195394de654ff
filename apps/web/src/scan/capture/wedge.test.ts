import { readCode } from '@baton/contract'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CODE, insert, intent, key, keys, run, tick, unknownKey, withCtrl } from './testing.ts'
import { EMPTY_WITH_SUFFIX, MAX_WEDGE_LENGTH, type WedgeEvent } from './wedge.ts'

describe('a hardware scanner types', () => {
  const cases: [string, WedgeEvent[], string[]][] = [
    ['keys and Enter', [...keys(CODE, { at: 0 }), key('Enter', { at: 20 })], [CODE]],
    ['keys and Tab', [...keys(CODE, { at: 0 }), key('Tab', { at: 20 })], [CODE]],
    ['keys and silence', [...keys(CODE, { at: 0 }), tick(170)], [CODE]],
    ['keys and too short a silence', [...keys(CODE, { at: 0 }), tick(100)], []],
    ['keys and the next scan after a silence', [...keys(CODE, { at: 0 }), ...keys('RW-1', { at: 400 })], [CODE]],
    ['into the sink', [...keys(CODE, { at: 0, target: 'sink' }), key('Enter', { at: 20, target: 'sink' })], [CODE]],
    ['one insertText and silence', [insert(CODE, { at: 0 }), tick(150)], [CODE]],
    ['one insertText with its line end', [insert(`${CODE}\r\n`, { at: 0 })], [CODE]],
    ['two codes in one insertText', [insert(`${CODE}\nYT9876543210\n`, { at: 0 })], [CODE, 'YT9876543210']],
    ['keyCode 229, then insertText', [unknownKey(0), insert(CODE, { at: 1 }), key('Enter', { at: 2 })], [CODE]],
    [
      'keyCode 229 for each character',
      [...CODE].flatMap((one, at) => [unknownKey(at), insert(one, { at })]).concat(tick(400)),
      [CODE],
    ],
    [
      'an input event that could not be cancelled before',
      [
        { ...insert(CODE, { at: 0 }), isCancelable: false } as WedgeEvent,
        { ...insert(CODE, { at: 0 }), kind: 'input' } as WedgeEvent,
        tick(150),
      ],
      [CODE],
    ],
    [
      'a line break as its own input event',
      [insert(CODE, { at: 0 }), { ...insert('', { at: 1 }), inputType: 'insertLineBreak' } as WedgeEvent],
      [CODE],
    ],
    ['full-width', [...keys('ＳＦ１２３４５６７８９０１２３', { at: 0 }), key('Enter', { at: 20 })], [CODE]],
    [
      'F8 between GS1 elements',
      [...keys(']d221SN42', { at: 0 }), key('F8', { at: 9 }), ...keys('10LOT', { at: 10 }), key('Enter', { at: 20 })],
      [']d221SN42\x1d10LOT'],
    ],
    [
      'Ctrl+] between GS1 elements',
      [...keys(']d221SN42', { at: 0 }), withCtrl(']', 9), ...keys('10LOT', { at: 10 }), key('Enter', { at: 20 })],
      [']d221SN42\x1d10LOT'],
    ],
    ['shift keys in between', [key('Shift', { at: 0 }), ...keys(CODE, { at: 1 }), key('Enter', { at: 20 })], [CODE]],
    ['short, but ended by the scanner', [...keys('A1', { at: 0 }), key('Enter', { at: 5 })], ['A1']],
    ['a stray key', [key('a', { at: 0 }), tick(200)], []],
    ['a held key', [...keys('1'.repeat(30), { at: 0 }), tick(400)], []],
    ['a key held for as long as nobody looks', [...keys('a'.repeat(2000), { at: 0 }), tick(4000)], []],
    ['nothing but a suffix', [key('Enter', { at: 0 }), key('Tab', { at: 1 })], []],
  ]
  test.each(cases)('%s', (_name, events, texts) => {
    expect(run(events).texts).toEqual(texts)
  })
})

describe('one code by two routes', () => {
  const cases: [string, WedgeEvent[], string[]][] = [
    ['intent, then keys', [intent(CODE, 0), ...keys(CODE, { at: 10 }), key('Enter', { at: 30 })], [CODE]],
    ['keys, then intent', [...keys(CODE, { at: 0 }), key('Enter', { at: 20 }), intent(CODE, 200)], [CODE]],
    [
      'intent in the middle of its keys',
      [...keys(CODE, { at: 0 }), intent(CODE, 15), key('Enter', { at: 20 })],
      [CODE],
    ],
    ['keys and insertText without a pause', [...keys(CODE, { at: 0 }), insert(CODE, { at: 20 }), tick(400)], [CODE]],
    ['too late to be the same', [intent(CODE, 0), ...keys(CODE, { at: 400 }), key('Enter', { at: 420 })], [CODE, CODE]],
    [
      'the same article twice by one route',
      [...keys(CODE, { at: 0 }), key('Enter', { at: 20 }), ...keys(CODE, { at: 40 }), key('Enter', { at: 60 })],
      [CODE, CODE],
    ],
    [
      'twice, each by both routes',
      [
        ...[intent(CODE, 0), ...keys(CODE, { at: 1 }), key('Enter', { at: 20 })],
        ...[intent(CODE, 50), ...keys(CODE, { at: 51 }), key('Enter', { at: 70 })],
      ],
      [CODE, CODE],
    ],
  ]
  test.each(cases)('%s', (_name, events, texts) => {
    expect(run(events).texts).toEqual(texts)
  })
})

describe('a person types', () => {
  test('Chinese into a field: the composition and what it commits stay there', () => {
    const events: WedgeEvent[] = [
      { kind: 'composition', phase: 'start', target: 'field', at: 0 },
      { ...insert('ni hao', { at: 1, target: 'field' }), inputType: 'insertCompositionText' } as WedgeEvent,
      { kind: 'composition', phase: 'end', target: 'field', at: 2 },
      tick(500),
    ]
    expect(run(events)).toMatchObject({ texts: [], discarded: 0 })
  })

  test('Enter and space on a button keep their meaning', () => {
    const events = [key(' ', { at: 0 }), key('Enter', { at: 300 }), withCtrl('r', 600)]
    expect(run(events).tried.map(([, , isTaken]) => isTaken)).toEqual([false, false, false])
  })

  test('the second half of a scanner’s CR LF presses no button', () => {
    const events = [...keys(CODE, { at: 0 }), key('Enter', { at: 20 }), key('Enter', { at: 25 })]
    expect(run(events).tried.at(-1)?.[2]).toBe(true)
  })
})

test('a composition in the sink discards all of it and says so', () => {
  const events: WedgeEvent[] = [
    ...keys('SF12', { at: 0, target: 'sink' }),
    { kind: 'composition', phase: 'start', target: 'sink', at: 5 },
    ...keys('3456', { at: 6, target: 'sink' }),
    { ...insert('三四', { at: 8 }), inputType: 'insertCompositionText' } as WedgeEvent,
    { kind: 'composition', phase: 'end', target: 'sink', at: 9 },
    { ...insert('三四', { at: 10 }), inputType: 'insertFromComposition' } as WedgeEvent,
    tick(500),
  ]
  expect(run(events)).toMatchObject({ texts: [], discarded: 1 })
})

test.each([
  ['keys', (text: string) => keys(text, { at: 0 })],
  ['one insertText', (text: string) => [insert(text, { at: 0 })]],
  ['an intent', (text: string) => [intent(text, 0)]],
])('5,000 characters by %s: a bounded buffer, one refused scan', (_route, typed) => {
  const { texts, longest } = run([...typed('xy'.repeat(2500)), key('Enter', { at: 6000 })])
  expect(texts.map((text) => readCode(text))).toEqual([{ kind: 'unreadable', why: 'too_long' }])
  expect(longest).toBeLessThanOrEqual(MAX_WEDGE_LENGTH)
})

describe('a scanner that was known to send a suffix', () => {
  const [half, rest] = [keys('SF123456', { at: 0 }), keys('7890123', { at: 400 })]
  test('may pause in the middle of the first scan of a page', () => {
    const events = [...half, tick(160), ...rest, key('Enter', { at: 410 })]
    expect(run(events, EMPTY_WITH_SUFFIX).texts).toEqual([CODE])
    expect(run(events).texts).toEqual(['SF123456', '7890123'])
  })
  test('and no longer does is heard after the longer silence, and is not waited for again', () => {
    const first = [...keys(CODE, { at: 0 }), tick(200), tick(1520)]
    expect(run(first, EMPTY_WITH_SUFFIX)).toMatchObject({ texts: [CODE], isPatient: false })
    const second = [...keys('SF0000000000001', { at: 2000 }), tick(2200)]
    expect(run([...first, ...second], EMPTY_WITH_SUFFIX).texts).toEqual([CODE, 'SF0000000000001'])
  })
  test('does not wait for keys that a person presses: the next scan is not of them', () => {
    const pressed = [...'24'].flatMap((one, at) => [key(one, { at: at * 250 }), tick(at * 250 + 150)])
    const events = [...pressed, ...keys(CODE, { at: 1200 }), key('Enter', { at: 1220 })]
    expect(run(events, EMPTY_WITH_SUFFIX).texts).toEqual([CODE])
  })
  test('is one that has shown it twice', () => {
    const scan = (at: number) => [...keys(CODE, { at }), key('Enter', { at: at + 20 })]
    expect(run(scan(0)).isPatient).toBe(false)
    expect(run([...scan(0), ...scan(1000)]).isPatient).toBe(true)
  })
})

describe('a scanner that sends a suffix', () => {
  const shown = [0, 1000].flatMap((at) => [...keys(CODE, { at }), key('Enter', { at: at + 20 })])

  test('may stall in the middle of a code', () => {
    const stalled = [
      ...keys('YT98765', { at: 2000 }),
      tick(2200),
      ...keys('43210', { at: 2400 }),
      key('Enter', { at: 2410 }),
    ]
    expect(run([...shown, ...stalled]).texts).toEqual([CODE, CODE, 'YT9876543210'])
  })

  test('and stops sending one: the next scan takes longer, those after it do not', () => {
    const silent = [...keys('YT98765', { at: 2000 }), tick(3506), ...keys('RW-12345', { at: 4000 }), tick(4157)]
    expect(run([...shown, ...silent]).texts).toEqual([CODE, CODE, 'YT98765', 'RW-12345'])
  })
})

const codes = fc.array(fc.stringMatching(/^[A-Z0-9]{6,20}$/), { minLength: 1, maxLength: 30 })

test('20 scans a second for as long as it takes: none is lost, none doubled', () => {
  fc.assert(
    fc.property(codes, (texts) => {
      const events = texts.flatMap((text, index) => [
        ...keys(text, { at: index * 50 }),
        key('Enter', { at: index * 50 + text.length }),
      ])
      expect(run(events).texts).toEqual(texts)
    }),
  )
})

/** How one code is cut into pieces, by which route each comes, and how it ends. */
const delivery = fc.record({
  text: fc.stringMatching(/^[A-Z0-9]{6,20}$/),
  cuts: fc.array(fc.record({ length: fc.integer({ min: 1, max: 8 }), isTyped: fc.boolean(), gap: fc.nat(140) }), {
    minLength: 20,
    maxLength: 20,
  }),
})
const ends = fc.constantFrom('Enter', 'Tab', 'silence' as const)

test('however a scanner cuts its codes into keys and insertions, the texts are the same', () => {
  fc.assert(
    fc.property(fc.array(delivery, { minLength: 1, maxLength: 8 }), ends, (scans, end) => {
      let at = 0
      const events: WedgeEvent[] = []
      for (const { text, cuts } of scans) {
        const halves = text.length % 2 === 0 && text.slice(0, text.length / 2).repeat(2) === text
        fc.pre(!halves)
        let rest = text
        for (const { length, isTyped, gap } of cuts) {
          const piece = rest.slice(0, length)
          rest = rest.slice(length)
          if (piece === '') break
          at += gap
          events.push(...(isTyped ? keys(piece, { at }) : [unknownKey(at), insert(piece, { at })]))
          at += isTyped ? piece.length - 1 : 0
        }
        at += end === 'silence' ? 150 : 1
        events.push(end === 'silence' ? tick(at) : key(end, { at }))
        at += 301
      }
      expect(run(events).texts).toEqual(scans.map((scan) => scan.text))
    }),
  )
})
