import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestContext, type TestContext } from '../testing/test-context.ts'
import { dropLease, HeldLease, singleFlight, takeLease, takeLeaseForCall } from './lease.ts'

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

  it('is kept by one process for as long as it works, and then by another', async () => {
    const [one, other] = [new HeldLease(world.ctx, 'kept'), new HeldLease(world.ctx, 'kept')]
    expect([await one.hold(), await other.hold(), await one.hold()]).toEqual([true, false, true])
    await one.drop()
    expect([await other.hold(), await one.hold()]).toEqual([true, false])
  })

  it('lets one call go out, however many want what it brings', async () => {
    let calls = 0
    let brought: string | null = null
    const flight = {
      known: async () => brought,
      call: async () => {
        calls += 1
        brought = `call ${calls}`
        return brought
      },
    }
    const all = await Promise.all([1, 2, 3].map(() => singleFlight(world.ctx, 'flight', flight)))
    expect(all).toEqual(['call 1', 'call 1', 'call 1'])
  })

  it('is held by nobody for a day, where it was taken under a clock that was ahead', async () => {
    await takeLease(world.ctx, 'ahead', 'a')
    await world.ctx.sql`UPDATE leases SET expires_at = expires_at + interval '1 day' WHERE name = 'ahead'`
    expect(await takeLease(world.ctx, 'ahead', 'b')).toBe(2)
    expect(await takeLease(world.ctx, 'ahead', 'a')).toBeNull()
  })
})
