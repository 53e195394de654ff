import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Tx } from '../runtime/database.ts'
import { inTransaction } from '../runtime/transaction.ts'
import { openTestContext, type TestContext } from '../testing/test-context.ts'
import { armDeadlines, cancelDeadlines, moveDeadlines } from './index.ts'

const DUE = new Date('2026-11-11T00:00:00Z')
const HOUR = 3_600_000

describe('deadlines', () => {
  let world: TestContext
  beforeAll(async () => {
    world = await openTestContext()
  })
  afterAll(() => world.close())

  const within = <T>(work: (tx: Tx) => Promise<T>) => inTransaction(world.ctx, work)
  const arm = (subject: string, dueAt = DUE) =>
    within((tx) => armDeadlines(tx, [{ subject, kind: 'ship_by', tier: 0, dueAt }], world.ctx.now()))
  const cancel = (subject: string) => within((tx) => cancelDeadlines(tx, [{ subject, kind: 'ship_by' }]))
  const fire = (subject: string) => world.ctx.sql`UPDATE deadlines SET state = 'fired' WHERE subject = ${subject}`
  const stateOf = async (subject: string) => {
    const [row] = await world.ctx.sql<
      { state: string; dueAt: Date }[]
    >`SELECT state, due_at FROM deadlines WHERE subject = ${subject}`
    return [row?.state, row?.dueAt.getTime()]
  }

  it('are armed once for one instant: what has fired stays fired, what was cancelled is gone and armed anew', async () => {
    await arm('fired')
    await fire('fired')
    await arm('fired')
    expect(await stateOf('fired')).toEqual(['fired', DUE.getTime()])
    await arm('undone')
    await cancel('undone')
    expect(await stateOf('undone')).toEqual([undefined, undefined])
    await arm('undone')
    expect(await stateOf('undone')).toEqual(['armed', DUE.getTime()])
  })

  it('are armed anew for another instant, whatever became of the one before', async () => {
    await arm('later')
    await fire('later')
    await arm('later', new Date(DUE.getTime() + HOUR))
    expect(await stateOf('later')).toEqual(['armed', DUE.getTime() + HOUR])
  })

  it('move together, those that are armed', async () => {
    for (const subject of ['a', 'b', 'c']) await arm(subject)
    await cancel('c')
    await within((tx) => moveDeadlines(tx, 'ship_by', { milliseconds: 2 * HOUR }))
    expect([await stateOf('a'), await stateOf('b'), await stateOf('c')]).toEqual([
      ['armed', DUE.getTime() + 2 * HOUR],
      ['armed', DUE.getTime() + 2 * HOUR],
      [undefined, undefined],
    ])
  })
})
