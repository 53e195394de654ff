import type { AccessChangeView } from '@baton/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { actingAs, type Context } from '../runtime/index.ts'
import { type FloorWorld, openFloorWorld } from '../scans/floor-world.fixture.ts'
import { issueBadge, revokeBadge, signInByBadge } from './badges.ts'
import { revokeDevice } from './devices.ts'
import { createEnrolment, createGun, enrolDevice, enrolOwnBrowser } from './enrol-device.ts'
import { grantDevice } from './grant-device.ts'
import { createStaff, enableStaff, resetStaffPassword, setStaffContacts, setStaffRole } from './people.ts'
import { listAccessChanges } from './record-access.ts'
import { unlockBadge } from './spend-pin.ts'

const CONTACTS = { wecomUserId: '', dingtalkUserId: '', email: '', locale: 'zh' } as const

describe('changes of access', () => {
  let world: FloorWorld
  let ctx: Context
  let seen = 0
  beforeAll(async () => {
    world = await openFloorWorld()
    ctx = actingAs(world.ctx, { kind: 'person', id: 'boss', name: '周管理' }, '192.0.2.7')
    await news()
  })
  afterAll(() => world.close())

  /** What was written down since it was last asked, the oldest first. */
  async function news(): Promise<readonly AccessChangeView[]> {
    const { rows } = await listAccessChanges(ctx, { limit: 100 })
    const fresh = rows.filter(({ id }) => Number(id) > seen).reverse()
    seen = Number(rows[0]?.id ?? seen)
    return fresh
  }
  const told = async () => (await news()).map(({ deed, subject }) => `${deed} ${subject.name}`)
  const add = (username: string) =>
    createStaff(ctx, { username, name: username, role: 'ops', password: 'a good password' })

  it('say who did what to whom, from where, and what it was before', async () => {
    const { id } = await add('zhao')
    await setStaffRole(ctx, { id, role: 'finance' })
    await setStaffContacts(ctx, { id, ...CONTACTS })
    await resetStaffPassword(ctx, { id, password: 'another password' })
    await enableStaff(ctx, { id, enabled: false })
    await enableStaff(ctx, { id, enabled: true })
    const changes = await news()
    expect(changes.map(({ deed, before, after }) => [deed, before, after])).toEqual([
      ['person_added', null, ['ops']],
      ['role_changed', ['ops'], ['finance']],
      ...['contacts_changed', 'password_reset', 'person_disabled', 'person_enabled'].map((deed) => [deed, null, null]),
    ])
    for (const one of changes)
      expect(one).toMatchObject({
        subject: { kind: 'person', id, name: 'zhao' },
        actor: { kind: 'person', name: '周管理' },
        address: '192.0.2.7',
      })
  })

  it('leave nothing where nothing was changed', async () => {
    const { id } = await add('qian')
    await news()
    await setStaffRole(ctx, { id, role: 'ops' })
    await enableStaff(ctx, { id, enabled: true })
    await expect(resetStaffPassword(ctx, { id: 'nobody', password: 'a good password' })).rejects.toThrow(
      'INPUT_INVALID',
    )
    await expect(
      createStaff(ctx, { username: 'qian', name: 'x', role: 'admin', password: 'a good password' }),
    ).rejects.toThrow()
    await revokeBadge(ctx, { staffId: id })
    await unlockBadge(ctx, { staffId: 'nobody' })
    expect(await told()).toEqual([])
  })

  it('tell of badges, and of the device where wrong PINs locked one', async () => {
    const { staffId } = world
    const device = await world.device('PDA 7')
    const { code: badge } = await issueBadge(ctx, { staffId, pin: '2468', days: 1 })
    for (let tries = 0; tries < 5; tries += 1) await signInByBadge(ctx, device, { badge, pin: '1357' }).catch(() => {})
    await unlockBadge(ctx, { staffId })
    await revokeBadge(ctx, { staffId })
    const changes = await news()
    const ofBadge = changes.filter(({ deed }) => deed.startsWith('badge'))
    expect(ofBadge.map(({ deed }) => deed)).toEqual(['badge_issued', 'badge_locked', 'badge_unlocked', 'badge_revoked'])
    expect(ofBadge[1]?.actor).toEqual({ kind: 'device', name: 'PDA 7' })
  })

  it('tell of devices, and once that one was taken out of use', async () => {
    const { id: staffId } = await add('sun')
    await news()
    const person = actingAs(world.ctx, { kind: 'person', id: staffId, name: 'sun' }, null)
    const { code } = await createEnrolment(person, { warehouseId: world.warehouseId, name: 'PDA 8' })
    await enrolDevice(world.ctx, { code })
    const gun = await createGun(ctx, { warehouseId: world.warehouseId, name: '扫码枪' })
    await grantDevice(ctx, { id: gun.id, grants: ['returns'] })
    await revokeDevice(ctx, { id: gun.id })
    await revokeDevice(ctx, { id: gun.id })
    await enrolOwnBrowser(person, { warehouseId: world.warehouseId })
    await enableStaff(ctx, { id: staffId, enabled: false })
    const changes = await news()
    expect(changes.map(({ deed, subject, actor }) => [deed, subject.name, actor.name])).toEqual([
      ['device_added', 'PDA 8', 'sun'],
      ['device_added', '扫码枪', '周管理'],
      ['device_granted', '扫码枪', '周管理'],
      ['device_revoked', '扫码枪', '周管理'],
      ['device_added', 'sun', 'sun'],
      ['person_disabled', 'sun', '周管理'],
      ['device_revoked', 'sun', '周管理'],
    ])
    expect(changes[2]).toMatchObject({ before: ['packing', 'shipped', 'returns'], after: ['returns'] })
  })

  it('stay as they are, and come in pages', async () => {
    await expect(ctx.sql`DELETE FROM access_changes`).rejects.toThrow('permission denied')
    await expect(ctx.sql`UPDATE access_changes SET actor_name = 'x'`).rejects.toThrow('permission denied')
    const all = await listAccessChanges(ctx, { limit: 100 })
    const first = await listAccessChanges(ctx, { limit: 3 })
    const second = await listAccessChanges(ctx, { limit: 97, cursor: first.next ?? '' })
    expect([...first.rows, ...second.rows]).toEqual(all.rows)
    expect(second.next).toBeNull()
  })
})
