import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestContext, type TestContext } from '../testing/test-context.ts'
import { waitForLocks } from '../testing/wait-for-locks.ts'
import { issueErpKey, listErps, saveErp } from './index.ts'

describe('keys of an ERP', () => {
  let world: TestContext
  beforeAll(async () => {
    world = await openTestContext()
  })
  afterAll(() => world.close())

  it('are two at the most, also when two people issue one at once', async () => {
    const { ctx } = world
    const { id } = await saveErp(ctx, { name: '旺店通', grants: ['shipped'], mayHold: false })
    await issueErpKey(ctx, { id })
    const { both } = await ctx.sql.begin(async (tx) => {
      await tx`SELECT FROM erps WHERE id = ${id} FOR UPDATE`
      const both = Promise.allSettled([issueErpKey(ctx, { id }), issueErpKey(ctx, { id })])
      await waitForLocks(ctx, 2)
      return { both }
    })
    const refused = (await both).flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []))
    expect(refused).toEqual(['STILL_IN_USE'])
  })
})

it('does not give an ERP back a right that somebody took from it meanwhile', async () => {
  const { ctx, close } = await openTestContext()
  try {
    const was = { name: '管易', grants: ['packing', 'shipped'] as const, mayHold: true }
    const { id } = await saveErp(ctx, { ...was, grants: [...was.grants] })
    const seen = { id, was: { ...was, grants: [...was.grants] } }
    await saveErp(ctx, { ...seen, name: '管易', grants: ['packing'], mayHold: false })
    const late = saveErp(ctx, { ...seen, name: '管易云', grants: [...was.grants], mayHold: true })
    await expect(late).rejects.toThrow('VERSION_CONFLICT')
    expect(await listErps(ctx)).toMatchObject([{ kind: 'file' }, { name: '管易', grants: ['packing'], mayHold: false }])
  } finally {
    await close()
  }
})
