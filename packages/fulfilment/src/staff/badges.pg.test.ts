import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type FloorWorld, openFloorWorld } from '../scans/floor-world.fixture.ts'
import { issueBadge, revokeBadge, signInByBadge } from './badges.ts'
import type { Device } from './find-device.ts'
import { resetStaffPassword } from './people.ts'

const [PIN, WRONG] = ['2468', '1357']

describe('a badge', () => {
  let world: FloorWorld
  let device: Device
  let badge = ''
  beforeAll(async () => {
    world = await openFloorWorld()
    device = await world.device('PDA 1')
  })
  beforeEach(async () => {
    badge = (await issueBadge(world.ctx, { staffId: world.staffId, pin: PIN, days: 30 })).code
  })
  afterAll(() => world.close())

  const enter = (pin: string) =>
    signInByBadge(world.ctx, device, { badge, pin }).then(
      ({ name }) => name,
      (error: { code: string }) => error.code,
    )

  it('is closed by the fifth wrong PIN in a row, which says so, and opens after a quarter of an hour', async () => {
    const answers = []
    for (let tries = 1; tries <= 5; tries += 1) answers.push(await enter(WRONG))
    expect(answers).toEqual(['PIN_WRONG', 'PIN_WRONG', 'PIN_WRONG', 'PIN_WRONG', 'PIN_LOCKED'])
    expect(await enter(PIN)).toBe('PIN_LOCKED')
    world.clock.forward(15 * 60_000)
    expect(await enter(WRONG)).toBe('PIN_WRONG')
    expect(await enter(PIN)).toBe('李四')
  })

  it('stays open where the right PIN comes in between, also as the fifth', async () => {
    for (const pin of [WRONG, WRONG, WRONG, WRONG, PIN, WRONG, WRONG]) await enter(pin)
    expect(await enter(PIN)).toBe('李四')
  })

  it.each([
    ['another badge', () => issueBadge(world.ctx, { staffId: world.staffId, pin: PIN, days: 30 })],
    ['taking the badge away', () => revokeBadge(world.ctx, { staffId: world.staffId })],
    ['a new password', () => resetStaffPassword(world.ctx, { id: world.staffId, password: 'another password' })],
  ] as const)('holds no device any more after %s', async (_what, act) => {
    const holder = () => world.ctx.sql`SELECT operator_id FROM devices WHERE id = ${device.id}`
    expect(await enter(PIN)).toBe('李四')
    expect(await holder()).toEqual([{ operatorId: world.staffId }])
    await act()
    expect(await holder()).toEqual([{ operatorId: null }])
  })

  it('gives no more than five tries to many at once', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => enter(WRONG)))
    expect(answers.filter((answer) => answer === 'PIN_WRONG')).toHaveLength(4)
    expect(await enter(PIN)).toBe('PIN_LOCKED')
  })
})
