import fc from 'fast-check'
import { expect, test } from 'vitest'
import { occurredAt } from './occurred-at.ts'

const received = new Date('2026-03-01T10:00:00Z')
const previous = new Date('2026-03-01T08:00:00Z')

test.each([
  ['corrected by what the clock was off', '2026-03-01T09:00:00Z', 60_000, '2026-03-01T09:01:00.000Z'],
  ['as told where it was never measured', '2026-03-01T09:00:00Z', null, '2026-03-01T09:00:00.000Z'],
  ['not after its arrival: a clock one day ahead', '2026-03-02T09:00:00Z', null, '2026-03-01T10:00:00.000Z'],
  ['not before the scan before it: a clock one day behind', '2026-02-28T09:00:00Z', null, '2026-03-01T08:00:00.000Z'],
  ['a clock one day behind that was measured', '2026-02-28T09:00:00Z', 86_400_000, '2026-03-01T09:00:00.000Z'],
])('%s', (_, at, offsetMs, expected) => {
  expect(occurredAt({ at, offsetMs }, { previous, received }).toISOString()).toBe(expected)
})

test('whatever the clock says, instants of one device never go backwards', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.date({ noInvalidDate: true }), fc.option(fc.integer()))), (scans) => {
      let last: Date | null = null
      for (const [at, offsetMs] of scans) {
        const next: Date = occurredAt({ at: at.toISOString(), offsetMs }, { previous: last, received })
        expect(next.getTime()).toBeLessThanOrEqual(received.getTime())
        if (last) expect(next.getTime()).toBeGreaterThanOrEqual(last.getTime())
        last = next
      }
    }),
  )
})
