import { randomUUID } from 'node:crypto'
import type { Reason, Verdict } from '@baton/contract'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { insertAttemptRows } from '../orders/index.ts'
import { inTransaction } from '../runtime/transaction.ts'
import { openTestContext, type TestContext } from '../testing/test-context.ts'
import { findRefusalBursts } from './find-refusal-bursts.ts'
import { gatherRefusalBursts, listRefusalBursts, watchRefusals } from './refusal-bursts.ts'

const MINUTE = 60_000

describe('bursts of refusals', () => {
  let world: TestContext
  beforeAll(async () => {
    world = await openTestContext()
  })
  afterAll(() => world.close())

  /** Each round has a day of its own, so that it finds nothing of the one before. */
  let evening = Date.now()
  const at = (minutes: number) => new Date(evening + minutes * MINUTE)

  /** As the writer of orders records them, at these minutes. */
  async function refuse(
    source: { id: string | null; name: string },
    minutes: readonly number[],
    told: { verdict: Verdict; reason: Reason } = { verdict: 'locked', reason: 'backward_after_shipping' },
  ): Promise<void> {
    const empty = { seq: null, eventId: null, topic: null, nativeStatus: null, before: null, claimed: null }
    const rows = minutes.map((minute, index) => ({
      ...{ ...empty, ...told, recordedAt: at(minute), occurredAt: at(minute), orderId: `DB2026AAAA${1000 + index}` },
      ...{ actorKind: 'erp', actorName: source.name, appId: source.id, address: '192.0.2.7' },
    }))
    await inTransaction(world.ctx, (tx) => insertAttemptRows(tx, rows))
  }

  const each = (count: number, from: number, step: number) => Array.from({ length: count }, (_, i) => from + i * step)
  const found = async (id: string) =>
    (await findRefusalBursts(world.ctx.sql, at(-600)))
      .filter((burst) => burst.sourceId === id)
      .map(({ count, firstAt, lastAt }) => [count, firstAt, lastAt])

  it('are ten within ten minutes of one credential, and end with half an hour of quiet', async () => {
    const [nine, ten, slow, twice, mixed] = Array.from({ length: 5 }, () => randomUUID()) as [
      string,
      string,
      string,
      string,
      string,
    ]
    const name = 'the same name'
    await refuse({ id: nine, name }, each(9, 0, 1))
    await refuse({ id: ten, name }, each(10, 0, 1))
    await refuse({ id: slow, name }, each(40, 0, 5))
    await refuse({ id: twice, name }, [...each(12, 0, 0.1), ...each(15, 32, 0.1)])
    await refuse({ id: mixed, name }, each(5, 0, 1), { verdict: 'stale', reason: 'backward' })
    await refuse({ id: mixed, name }, each(5, 0, 1), { verdict: 'forbidden', reason: 'not_granted' })
    await refuse({ id: mixed, name }, each(30, 0, 0.1), { verdict: 'stale', reason: 'older_version' })
    await refuse({ id: null, name: 'a person' }, each(30, 0, 0.1))
    expect(await found(nine)).toEqual([])
    expect(await found(ten)).toEqual([[10, at(0), at(9)]])
    expect(await found(slow)).toEqual([])
    expect(await found(twice)).toEqual([
      [12, at(0), expect.any(Date)],
      [15, at(32), expect.any(Date)],
    ])
    expect(await found(mixed)).toEqual([[10, at(0), at(4)]])
    expect(await findRefusalBursts(world.ctx.sql, at(-1440))).toHaveLength(4)
  })

  it('are kept when an earlier one is found after a newer one opened, and the newer one goes on', async () => {
    const source = { id: randomUUID(), name: 'told late' }
    evening += 26 * 60 * MINUTE
    world.clock.at = at(70)
    await refuse(source, each(12, 50, 1))
    await watchRefusals(world.ctx)
    await refuse(source, each(12, 0, 1))
    await watchRefusals(world.ctx)
    const rows = await world.ctx.sql<{ firstAt: Date; isOpen: boolean }[]>`
      SELECT first_at, closed_at IS NULL AS is_open FROM refusal_bursts WHERE source_id = ${source.id} ORDER BY first_at`
    expect(rows).toEqual([
      { firstAt: at(0), isOpen: false },
      { firstAt: at(50), isOpen: true },
    ])
    const alerts = await world.ctx.sql<{ isOpen: boolean }[]>`
      SELECT closed_at IS NULL AS is_open FROM alerts WHERE kind = 'refusal_burst' AND subject = ${source.id}`
    expect(alerts).toEqual([{ isOpen: true }])
  })

  it('grow on from their last refusal once they last longer than a day', async () => {
    const source = { id: randomUUID(), name: 'never stops' }
    evening += 26 * 60 * MINUTE
    await refuse(source, each(10, 0, 0.1))
    for (let minute = 0; minute < 30 * 60; minute += 20) {
      world.clock.at = at(minute + 19)
      await refuse(source, each(4, minute, 5), { verdict: 'stale', reason: 'backward' })
      await watchRefusals(world.ctx)
    }
    const rows = await world.ctx.sql<{ count: number; firstAt: Date; lastAt: Date; isOpen: boolean }[]>`
      SELECT count, first_at, last_at, closed_at IS NULL AS is_open FROM refusal_bursts WHERE source_id = ${source.id}`
    expect(rows).toEqual([{ count: 10 + 30 * 12, firstAt: at(0), lastAt: at(30 * 60 - 5), isOpen: true }])
  })

  it('are the same rows whenever and however often somebody looked, also for what was committed late', async () => {
    const cluster = (from: number) => fc.array(fc.integer({ min: from, max: from + 12 }), { maxLength: 16 })
    const parts = fc.array(fc.oneof(cluster(0), cluster(25), cluster(50)), { minLength: 2, maxLength: 6 })
    const property = fc.asyncProperty(parts, async (told) => {
      const id = randomUUID()
      evening += 26 * 60 * MINUTE
      world.clock.at = at(70)
      for (const part of told) {
        await refuse({ id, name: 'looked at often' }, part)
        await gatherRefusalBursts(world.ctx)
      }
      const rows = await world.ctx.sql<{ count: number; firstAt: Date; lastAt: Date }[]>`
        SELECT count, first_at, last_at FROM refusal_bursts WHERE source_id = ${id} ORDER BY first_at`
      expect(rows.map(({ count, firstAt, lastAt }) => [count, firstAt, lastAt])).toEqual(await found(id))
    })
    // Shrinking would use up the days that have partitions.
    await fc.assert(property, { numRuns: 40, endOnFailure: true })
    expect((await listRefusalBursts(world.ctx)).length).toBeGreaterThan(0)
  })
})
