import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { EMPTY_WATCH, look, type Sighting, take } from './agree.ts'

const WAYBILL = 'SF1234567890123'
const OTHER = 'YT9876543210123'
const ORDER = 'DB2026XK9F2N1L'
const LINK = 'https://baton.example/t/abcdefghijklmnopqrstuv'
const PAGE = `https://baton.example/track/${ORDER}`
const code = (text: string): Sighting => ({ text, format: 'code_128' })

/** Frames 80 ms apart; what was sure is taken at once, as in continuous mode. */
function watchFrames(frames: readonly (readonly string[])[]): (readonly string[])[] {
  let watch = EMPTY_WATCH
  return frames.map((texts, index) => {
    const looked = look(watch, texts.map(code), index * 80)
    watch = take(looked.watch, looked.sure, index * 80)
    return looked.sure
  })
}

describe('a code in the picture', () => {
  test.each([
    ['counts in its second frame', [[WAYBILL], [WAYBILL]], [[], [WAYBILL]]],
    ['counts once while it stays', [[WAYBILL], [WAYBILL], [WAYBILL], [WAYBILL]], [[], [WAYBILL], [], []]],
    ['counts although a frame is missed', [[WAYBILL], [], [WAYBILL]], [[], [], [WAYBILL]]],
    ['does not count when two frames disagree', [[WAYBILL], ['SF1234567890128']], [[], []]],
    ['gives way to nothing, even if it leads nowhere', [['你好'], ['你好']], [[], ['你好']]],
    [
      'stands back behind one that leads somewhere',
      [
        ['你好', WAYBILL],
        ['你好', WAYBILL],
      ],
      [[], [WAYBILL]],
    ],
    [
      'is the waybill, not the customer’s link',
      [
        [LINK, WAYBILL],
        [LINK, WAYBILL],
      ],
      [[], [WAYBILL]],
    ],
    [
      'is the waybill of our own label, not the page that its other code opens',
      [[PAGE, WAYBILL], [PAGE, WAYBILL], [PAGE], [PAGE, WAYBILL]],
      [[], [WAYBILL], [], []],
    ],
    [
      'is the page of an order where nothing else is in the picture for a while',
      [[PAGE], [PAGE], [PAGE], [PAGE], [PAGE], [PAGE], [PAGE]],
      [[], [], [], [], [], [PAGE], []],
    ],
    [
      'is one, though it is written twice',
      [
        [ORDER, ORDER.toLowerCase()],
        [ORDER, ORDER.toLowerCase()],
      ],
      [[], [ORDER]],
    ],
    [
      'is for a person to choose, where there are two',
      [
        [WAYBILL, OTHER],
        [WAYBILL, OTHER],
      ],
      [[], [WAYBILL, OTHER]],
    ],
  ])('%s', (_name, frames, sure) => {
    expect(watchFrames(frames)).toEqual(sure)
  })

  test('counts again after it has been away', () => {
    const away = Array.from({ length: 20 }, () => [])
    const sure = watchFrames([[WAYBILL], [WAYBILL], ...away, [WAYBILL], [WAYBILL]])
    expect(sure.filter((texts) => texts.length > 0)).toEqual([[WAYBILL], [WAYBILL]])
  })

  test('does not count again after a short shake of the hand', () => {
    const sure = watchFrames([[WAYBILL], [WAYBILL], [], [], [], [], [], [WAYBILL], [WAYBILL]])
    expect(sure.filter((texts) => texts.length > 0)).toEqual([[WAYBILL]])
  })
})

test('no text that was in one frame only is ever sure', () => {
  const frames = fc.array(fc.subarray([WAYBILL, OTHER, ORDER, LINK]), { maxLength: 30 })
  fc.assert(
    fc.property(frames, fc.nat(29), (all, at) => {
      const misread = 'ZT0000000000000'
      const withMisread = all.map((texts, index) => (index === at ? [...texts, misread] : texts))
      expect(watchFrames(withMisread).flat()).not.toContain(misread)
    }),
  )
})
