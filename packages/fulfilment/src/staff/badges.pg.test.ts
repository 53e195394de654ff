import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { Failure } from '../runtime/failure.ts'
import { type FloorWorld, openFloorWorld } from '../scans/floor-world.fixture.ts'
import { issueBadge, listBadgeHolders, revokeBadge, signInByBadge } from './badges.ts'
import type { Device } from './find-device.ts'
import { resetStaffPassword } from './people.ts'
import { unlockBadge } from './spend-pin.ts'

const [PIN, WRONG] = ['2468', '1357']
const MINUTE = 60_000

describe('a badge', () => {
  let world: FloorWorld
  let device: Device
  let badge = ''
  beforeAll(async () => {
    world = await openFloorWorld()
    device = await world.device('PDA 1')
  })
  beforeEach(async () => {
    await revokeBadge(world.ctx, { staffId: world.staffId })
    badge = (await issueBadge(world.ctx, { staffId: world.staffId, pin: PIN, days: 90 })).code
  })
  afterAll(() => world.close())

  const enter = (pin: string, at: Device = device) =>
    signInByBadge(world.ctx, at, { badge, pin }).then(
      ({ name }) => name,
      (error: { code: string }) => error.code,
    )

  /** Wrong PINs until it is closed: what the last one was told, and for how many minutes. */
  async function close(at: Device = device): Promise<[string, number]> {
    for (let tries = 1; tries < 5; tries += 1) expect(await enter(WRONG, at)).toBe('PIN_WRONG')
    const failure = await signInByBadge(world.ctx, at, { badge, pin: WRONG }).catch((error: Failure) => error)
    if (!(failure instanceof Failure)) throw new Error('a wrong PIN was taken')
    return [failure.code, (Date.parse(failure.fields.until ?? '') - world.ctx.now().getTime()) / MINUTE]
  }
  const later = (minutes: number) => world.clock.forward(minutes * MINUTE)

  it('is closed by the fifth wrong PIN in a row, which says until when, and opens after a quarter of an hour', async () => {
    expect(await close()).toEqual(['PIN_LOCKED', 15])
    expect(await enter(PIN)).toBe('PIN_LOCKED')
    later(15)
    expect(await enter(WRONG)).toBe('PIN_WRONG')
    expect(await enter(PIN)).toBe('李四')
  })

  it('stays open where the right PIN comes in between, also as the fifth', async () => {
    for (const pin of [WRONG, WRONG, WRONG, WRONG, PIN, WRONG, WRONG]) await enter(pin)
    expect(await enter(PIN)).toBe('李四')
    expect(await close()).toEqual(['PIN_LOCKED', 15])
  })

  it('is closed for longer each time, for eight hours at most, until it was left alone for long', async () => {
    const minutes = []
    for (let round = 1; round <= 7; round += 1) {
      const [, closed] = await close()
      minutes.push(closed)
      later(closed)
    }
    expect(minutes).toEqual([15, 30, 60, 120, 240, 480, 480])
    later(19 * 60)
    expect((await close())[1]).toBe(480)
    later(480 + 20 * 60)
    expect((await close())[1]).toBe(15)
  })

  it('stays open to its owner where they work, whoever guesses elsewhere', async () => {
    const [usual, second, elsewhere, farther] = await Promise.all(
      ['usual', 'second', 'elsewhere', 'farther'].map((name) => world.device(name)),
    )
    if (!usual || !second || !elsewhere || !farther) throw new Error('no devices')
    await enter(PIN, usual)
    await enter(PIN, second)
    await close(elsewhere)
    expect(await enter(PIN, farther)).toBe('PIN_LOCKED')
    expect(await enter(PIN, usual)).toBe('李四')
    await close(usual)
    expect(await enter(PIN, usual)).toBe('PIN_LOCKED')
    expect(await enter(PIN, second)).toBe('李四')
  })

  it('takes a device for strange again where its owner was not for a month, or at three others since', async () => {
    const places = await Promise.all(['a', 'b', 'c', 'd'].map((name) => world.device(name)))
    const [first, ...others] = places
    if (!first) throw new Error('no device')
    for (const place of places) {
      await enter(PIN, place)
      later(1)
    }
    await close(await world.device('strange'))
    expect(await enter(PIN, first)).toBe('PIN_LOCKED')
    for (const place of others) expect(await enter(PIN, place)).toBe('李四')
    later(31 * 24 * 60)
    const [place] = others
    await close(await world.device('strange too'))
    if (place) expect(await enter(PIN, place)).toBe('PIN_LOCKED')
  })

  it('is opened again by a supervisor, everywhere, and the next lock is a first one', async () => {
    const lockedUntil = async () =>
      (await listBadgeHolders(world.ctx)).find(({ id }) => id === world.staffId)?.lockedUntil
    expect(await lockedUntil()).toBeNull()
    const usual = await world.device('usual')
    await enter(PIN, usual)
    await close(usual)
    await close()
    expect(await lockedUntil()).toBe(new Date(world.ctx.now().getTime() + 15 * MINUTE).toISOString())
    await unlockBadge(world.ctx, { staffId: world.staffId })
    expect(await lockedUntil()).toBeNull()
    expect(await close()).toEqual(['PIN_LOCKED', 15])
    expect(await enter(PIN, usual)).toBe('李四')
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
