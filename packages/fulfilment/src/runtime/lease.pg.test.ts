import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestContext, type TestContext } from '../testing/test-context.ts'
import { dropLease, takeLease, takeLeaseForCall } from './lease.ts'

describe('a lease', () => {
  let world: TestContext
  beforeAll(async () => {
    world = await openTestContext()
  })
  afterAll(() => world.close())

  it('has one holder at a time, and its fence grows with every change of hands', async () => {
    expect(await takeLease(world.ctx, 'x', 'a')).toBe(1)
    expect(await takeLease(world.ctx, 'x', 'b')).toBeNull()
    expect(await takeLease(world.ctx, 'x', 'a')).toBe(1)
    await dropLease(world.ctx, 'x', 'a')
    expect(await takeLease(world.ctx, 'x', 'b')).toBe(2)
    expect(await takeLease(world.ctx, 'x', 'a')).toBeNull()
  })

  it('outlives an outgoing call, where it is taken for one', async () => {
    await takeLeaseForCall(world.ctx, 'call', 'a')
    const [lease] = await world.ctx.sql`
      SELECT expires_at > now() + interval '15 seconds' AS outlives FROM leases WHERE name = 'call'`
    expect(lease).toEqual({ outlives: true })
    expect(await takeLeaseForCall(world.ctx, 'call', 'b')).toBeNull()
  })

  it('is held by nobody for a day, where it was taken under a clock that was ahead', async () => {
    await takeLease(world.ctx, 'ahead', 'a')
    await world.ctx.sql`UPDATE leases SET expires_at = expires_at + interval '1 day' WHERE name = 'ahead'`
    expect(await takeLease(world.ctx, 'ahead', 'b')).toBe(2)
    expect(await takeLease(world.ctx, 'ahead', 'a')).toBeNull()
  })
})
