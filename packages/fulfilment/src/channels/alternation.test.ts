import type { OrderState } from '@baton/contract'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findAlternations, MOST_ALTERNATIONS, type Saying, type Telling } from './alternation.ts'

const START = Date.parse('2026-03-01T00:00:00Z')
const MINUTE = 60_000
const told = (minute: number, state: OrderState = 'shipped', appId = 'b'): Telling => ({
  ...{ appId, state },
  at: new Date(START + minute * MINUTE),
})
const said = (minute: number, state: OrderState, appId = 'b'): Saying => ({
  ...{ appId, state },
  version: START + minute * MINUTE,
})

/** Told again and again; each time it may say so, and then goes back. */
function loop(rounds: number, echoes: readonly boolean[], period = 10): { told: Telling[]; said: Saying[] } {
  const minutes = Array.from({ length: rounds }, (_, round) => round * period)
  return {
    told: minutes.map((at) => told(at)),
    said: minutes.flatMap((at, round) => [
      ...(echoes[round % echoes.length] ? [said(at + period * 0.1, 'shipped')] : []),
      said(at + period * 0.4, 'to_ship'),
    ]),
  }
}

describe('systems that keep correcting each other', () => {
  it('count once for each time one went back behind what it had been told', () => {
    const story = loop(3, [true])
    expect(findAlternations(story.told, story.said).map((one) => one.version)).toEqual([
      said(4, 'to_ship').version,
      said(14, 'to_ship').version,
      said(24, 'to_ship').version,
    ])
  })

  it('do not when one never took what it was told, or says the old word while the telling is on its way', () => {
    expect(findAlternations([told(10)], [said(9, 'to_ship'), said(10.5, 'to_ship')])).toEqual([])
    expect(findAlternations([told(10, 'part_shipped')], [said(20, 'to_ship')])).toEqual([])
  })

  it('count over both sides', () => {
    const story = { told: [told(0), told(10, 'shipped', 'a')], said: [said(5, 'to_ship'), said(15, 'to_ship', 'a')] }
    expect(findAlternations(story.told, story.said)).toHaveLength(MOST_ALTERNATIONS)
  })

  it('are never seen in echoes, repeats and older pictures, whatever their number and order', () => {
    const minute = fc.integer({ min: -200, max: 200 })
    const telling = fc.record({ at: minute, state: fc.constantFrom<OrderState>('shipped', 'done', 'part_shipped') })
    const echo = fc.record({ at: minute, state: fc.constantFrom<OrderState>('shipped', 'done') })
    const older = fc.record({ at: fc.integer({ min: -500, max: -202 }), state: fc.constant<OrderState>('to_ship') })
    fc.assert(
      fc.property(
        fc.array(telling, { minLength: 1 }),
        fc.array(fc.oneof(echo, older)),
        fc.nat(3),
        (tells, says, copies) => {
          // What was told only grows: a channel that says no less than all it was told agrees.
          const most: OrderState = tells.some((one) => one.state === 'done') ? 'done' : 'shipped'
          const sayings = says.map(({ at, state }) => said(at, at < -201 ? state : most))
          const repeated = Array.from({ length: copies + 1 }, () => sayings).flat()
          expect(
            findAlternations(
              tells.map((one) => told(one.at, one.state)),
              repeated,
            ),
          ).toEqual([])
        },
      ),
    )
  })

  it('are stopped however fast they are', () => {
    const seconds = fc.integer({ min: 1, max: 120 })
    fc.assert(
      fc.property(seconds, fc.integer({ min: -30, max: 30 }), (period, ahead) => {
        const story = loop(200, [true], period / 60)
        const skewed = story.said.map((one) => ({ ...one, version: one.version + ahead * 1000 }))
        const found = findAlternations(story.told, skewed)
        expect(found.length).toBeGreaterThanOrEqual(MOST_ALTERNATIONS)
        if (ahead === 0) expect(found).toHaveLength(200)
      }),
    )
    const unanswered = loop(40, [false], 0.1)
    expect(findAlternations(unanswered.told, unanswered.said).length).toBeGreaterThanOrEqual(MOST_ALTERNATIONS)
  })

  it('are one turn when two parcels were told before it, whatever is said of the order after', () => {
    const later = [said(1, 'shipped'), said(100, 'to_ship'), said(110, 'to_ship'), said(300, 'to_ship')]
    expect(findAlternations([told(0), told(0.1)], later)).toHaveLength(1)
  })

  it('are always seen in a real loop, at its second turn, whatever comes between, twice or in another order', () => {
    const between = fc.array(fc.record({ round: fc.nat(5), at: fc.integer({ min: 2, max: 3 }) }))
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 6 }),
        fc.array(fc.boolean(), { minLength: 1, maxLength: 6 }),
        between,
        fc.infiniteStream(fc.nat()),
        (rounds, echoes, extra, random) => {
          const story = loop(rounds, echoes)
          const echoed = extra
            .filter(({ round }) => round < rounds)
            .map(({ round, at }) => said(round * 10 + at, 'shipped'))
          const all = [...story.said, ...story.said, ...echoed]
          const shuffled = all.map((one) => [random.next().value ?? 0, one] as const).sort(([a], [b]) => a - b)
          const found = findAlternations(
            story.told,
            shuffled.map(([, one]) => one),
          )
          expect(found[MOST_ALTERNATIONS - 1]?.version).toBe(said(14, 'to_ship').version)
        },
      ),
    )
  })
})
