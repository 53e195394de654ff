import { expect, it } from 'vitest'
import { findText } from '../testing/find-text.ts'
import { BUYER, openErasureWorld } from './erasure-world.fixture.ts'

const DAY = 86_400_000

it('a buyer is erased from messages so old that their keys are forgotten', async () => {
  const then = new Date(Date.now() - 500 * DAY)
  const world = await openErasureWorld(then)
  const { ctx, owner } = world
  try {
    const [from, to] = [-40, 40].map((days) => new Date(then.getTime() + days * DAY).toISOString())
    for (const table of ['attempts', 'raw_events'])
      await owner.unsafe(`CREATE TABLE ${table}_then PARTITION OF ${table} FOR VALUES FROM ('${from}') TO ('${to}')`)
    await world.tell('OLD', 'done')
    await owner`DELETE FROM channel_events`
    expect(await findText(ctx, [BUYER])).toContain('raw_events.body')
    const id = await world.idOf('OLD')
    expect(await world.erase(id)).toMatchObject([{ verdict: 'applied' }])
    expect(await findText(ctx, [BUYER])).toEqual([])
  } finally {
    await world.close()
  }
})
