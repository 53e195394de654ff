import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { chainHash } from './chain.ts'

/** The same JSON by the plainest means: every key sorted on the way in. */
function plainly(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Date) return value
  if (Array.isArray(value)) return value.map(plainly)
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => [key, plainly(one)]),
  )
}

const instant = fc.date({ noInvalidDate: false })
const text = fc.string({ unit: 'binary' })
/** Names as columns have them: what looks like a number would be sorted before by the plain means. */
const name = fc.stringMatching(/^[a-z][A-Za-z0-9]*$/)
const patch = fc.letrec((tie) => ({
  value: fc.oneof(
    text,
    fc.double(),
    fc.integer(),
    fc.boolean(),
    fc.constantFrom(null, undefined),
    instant,
    tie('deep'),
  ),
  deep: fc.oneof(
    { maxDepth: 3 },
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(name, tie('value'), { maxKeys: 6 }),
  ),
})).deep

it('hashes the previous hash and the sorted JSON of the event, whatever the patch holds', () => {
  fc.assert(
    fc.property(patch, text, fc.uint8Array({ minLength: 32, maxLength: 32 }), (changed, actorName, previous) => {
      const recordedAt = new Date('2026-01-02T03:04:05.678Z')
      const event = {
        orderId: 'DB1',
        seq: 2,
        actorKind: 'channel',
        actorName,
        cause: 'order',
        patch: changed,
        recordedAt,
      }
      const told = JSON.stringify(plainly({ ...event, recordedAt: recordedAt.toISOString() }))
      expect(chainHash(previous, event)).toEqual(createHash('sha256').update(previous).update(told).digest())
    }),
  )
})

it('starts from nothing with thirty-two zero bytes, and tells every change', () => {
  const event = {
    orderId: 'DB1',
    seq: 1,
    actorKind: 'channel',
    actorName: 'x',
    cause: 'order',
    patch: {},
    recordedAt: new Date(0),
  }
  expect(chainHash(null, event)).toEqual(chainHash(Buffer.alloc(32), event))
  const others = [
    { ...event, seq: 2 },
    { ...event, patch: { state: 'done' } },
    { ...event, actorName: 'y' },
  ]
  expect(new Set([event, ...others].map((one) => chainHash(null, one).toString('hex'))).size).toBe(4)
})
