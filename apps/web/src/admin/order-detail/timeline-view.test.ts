import type { TimelineEntry, TimelineState } from '@baton/contract'
import { describe, expect, it } from 'vitest'
import { causeOfState, lateness, movedHolds, turnedAway, withoutEffect } from './timeline-view.ts'

const TO_SHIP: TimelineState = { state: 'to_ship', shown: 'to_ship', holds: [] }
const SHIPPED: TimelineState = { state: 'shipped', shown: 'shipped', holds: [] }

function entry(id: string, changes: Partial<TimelineEntry>): TimelineEntry {
  return {
    id,
    verdict: 'applied',
    seq: 1,
    actor: 'channel',
    actorName: '抖店',
    address: null,
    source: null,
    topic: null,
    topicName: null,
    nativeStatus: null,
    nativeStatusLabel: null,
    before: null,
    after: null,
    implied: [],
    reason: null,
    changes: [],
    note: null,
    interception: null,
    link: null,
    delay: null,
    item: null,
    occurredAt: '2026-11-23T04:00:00.000Z',
    recordedAt: '2026-11-23T04:00:01.000Z',
    eventId: null,
    ...changes,
  }
}

/** Newest first, as the server gives them. */
const STORY = [
  entry('5', { verdict: 'locked', actorName: 'ERP', before: SHIPPED, recordedAt: '2026-11-23T18:15:02.000Z' }),
  entry('4', { verdict: 'locked', actorName: 'ERP', before: SHIPPED, recordedAt: '2026-11-22T18:15:02.000Z' }),
  entry('3', { verdict: 'applied', changes: ['memo'], before: SHIPPED, after: SHIPPED }),
  entry('2b', { verdict: 'duplicate' }),
  entry('2', { before: TO_SHIP, after: SHIPPED }),
  entry('1', { before: null, after: TO_SHIP }),
]

describe('the timeline’s answer in one tap', () => {
  it('names the move that made the state, not a later memo or a refused write', () => {
    expect(causeOfState(STORY)?.id).toBe('2')
    expect(causeOfState([])).toBeNull()
  })
  it('names who was turned away, repeats left out', () => {
    expect(turnedAway(STORY)).toEqual([{ who: 'ERP', count: 2, lastAt: '2026-11-23T18:15:02.000Z' }])
    expect(withoutEffect(STORY)).toBe(3)
  })
  it('says how late a report was, from a minute on', () => {
    expect(lateness(entry('1', {}))).toBeNull()
    expect(lateness(entry('1', { recordedAt: '2026-11-23T04:07:00.000Z' }))).toBe(420_000)
  })
})

describe('holds', () => {
  const held: TimelineState = { ...TO_SHIP, holds: ['stock_out', 'address_changed'] }

  it('are placed and lifted one by one', () => {
    expect(movedHolds({ before: TO_SHIP, after: held })).toEqual({
      placed: ['stock_out', 'address_changed'],
      lifted: [],
    })
    const left: TimelineState = { ...TO_SHIP, holds: ['stock_out'] }
    expect(movedHolds({ before: held, after: left })).toEqual({ placed: [], lifted: ['address_changed'] })
  })

  it('of a first entry are all placed by it, and of an attempt without effect none', () => {
    expect(movedHolds({ before: null, after: held }).placed).toEqual(held.holds)
    expect(movedHolds({ before: held, after: null })).toEqual({ placed: [], lifted: [] })
  })
})
