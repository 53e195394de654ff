import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestContext, type TestContext } from '../testing/test-context.ts'
import { findSession } from './find-person.ts'
import {
  authOf,
  createStaff,
  enableStaff,
  listStaff,
  resetStaffPassword,
  setStaffContacts,
  setStaffRole,
} from './people.ts'

describe('staff', () => {
  let world: TestContext
  beforeAll(async () => {
    world = await openTestContext()
    await createStaff(world.ctx, { username: 'lin', name: '林', role: 'ops', password: 'a good password' })
  })
  afterAll(() => world.close())

  async function signIn(password: string, username = 'lin'): Promise<{ status: number; cookie: string }> {
    const request = new Request('http://localhost:3000/api/auth/sign-in/username', {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: 'http://localhost:3000', 'x-baton-address': '192.0.2.1' },
      body: JSON.stringify({ username, password }),
    })
    const response = await authOf(world.ctx).handler(request)
    return {
      status: response.status,
      cookie: response.headers
        .getSetCookie()
        .map((one) => one.split(';')[0])
        .join('; '),
    }
  }
  const whoIs = async (cookie: string) =>
    (await findSession(world.ctx, cookie, { headers: () => new Headers({ cookie }) }))?.person ?? null

  it('sign in with the right password only', async () => {
    expect((await signIn('a wrong password')).status).toBe(401)
    const { status, cookie } = await signIn('a good password')
    expect(status).toBe(200)
    expect(await whoIs(cookie)).toMatchObject({ username: 'lin', role: 'ops' })
    expect(await whoIs('baton=forged')).toBeNull()
  })

  it('have the role of the moment, and lose every session when switched off or given a new password', async () => {
    const [person] = await listStaff(world.ctx)
    const id = person?.id ?? ''
    const { cookie } = await signIn('a good password')
    expect(await whoIs(cookie)).toMatchObject({ role: 'ops' })
    await setStaffRole(world.ctx, { id, role: 'finance' })
    expect(await whoIs(cookie)).toMatchObject({ role: 'finance' })
    await resetStaffPassword(world.ctx, { id, password: 'another password' })
    expect(await whoIs(cookie)).toBeNull()
    const again = await signIn('another password')
    expect(await whoIs(again.cookie)).toMatchObject({ username: 'lin' })
    await enableStaff(world.ctx, { id, enabled: false })
    expect(await whoIs(again.cookie)).toBeNull()
    expect((await signIn('another password')).status).not.toBe(200)
  })

  it('keep the address that somebody else gave them meanwhile', async () => {
    const [person] = await listStaff(world.ctx)
    const id = person?.id ?? ''
    const none = { wecomUserId: '', dingtalkUserId: '', email: '', locale: 'zh' } as const
    await setStaffContacts(world.ctx, { id, ...none, wecomUserId: 'lina', was: none })
    const late = setStaffContacts(world.ctx, { id, ...none, email: 'lina@example.com', was: none })
    await expect(late).rejects.toThrow('VERSION_CONFLICT')
    expect((await listStaff(world.ctx))[0]?.contacts).toMatchObject({ wecomUserId: 'lina', email: null })
    await setStaffContacts(world.ctx, { id, ...none, was: { ...none, wecomUserId: 'lina' } })
    expect((await listStaff(world.ctx))[0]?.contacts).toMatchObject({ wecomUserId: null })
  })

  it('cannot take a name twice, nor register themselves', async () => {
    const twice = createStaff(world.ctx, { username: 'lin', name: 'x', role: 'admin', password: 'a good password' })
    await expect(twice).rejects.toMatchObject({ code: 'ALREADY_EXISTS' })
    const race = ['a', 'b', 'c'].map((name) =>
      createStaff(world.ctx, { username: 'race', name, role: 'ops', password: 'a good password' }),
    )
    const outcomes = await Promise.allSettled(race)
    const codes = outcomes.map((one) => (one.status === 'rejected' ? one.reason.code : 'made')).sort()
    expect(codes).toEqual(['ALREADY_EXISTS', 'ALREADY_EXISTS', 'made'])
    const request = new Request('http://localhost:3000/api/auth/sign-up/email', {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: 'http://localhost:3000' },
      body: JSON.stringify({ email: 'x@example.org', name: 'x', password: 'a good password', role: 'admin' }),
    })
    expect((await authOf(world.ctx).handler(request)).status).toBeGreaterThanOrEqual(400)
  })

  it('exist with their password or not at all', async () => {
    const person = { username: 'wang', name: '王', role: 'ops', password: 'a good password' } as const
    const owner = postgres(world.ownerUrl, { max: 1, onnotice: () => {} })
    await owner`ALTER TABLE staff_accounts ADD CONSTRAINT no_room CHECK (false) NOT VALID`
    await expect(createStaff(world.ctx, person)).rejects.toThrow()
    await owner`ALTER TABLE staff_accounts DROP CONSTRAINT no_room`
    await owner.end()
    expect((await listStaff(world.ctx)).map(({ username }) => username)).not.toContain('wang')
    await createStaff(world.ctx, person)
    expect((await signIn('a good password', 'wang')).status).toBe(200)
  })

  it('lose password, sessions and sign-in with a record of it, or keep them all', async () => {
    const { ctx } = world
    const { id } = await createStaff(ctx, { username: 'qian', name: '钱', role: 'ops', password: 'a good password' })
    const { cookie } = await signIn('a good password', 'qian')
    const owner = postgres(world.ownerUrl, { max: 1, onnotice: () => {} })
    await owner`ALTER TABLE access_changes ADD CONSTRAINT no_room CHECK (false) NOT VALID`
    await expect(resetStaffPassword(ctx, { id, password: 'another password' })).rejects.toThrow()
    await expect(enableStaff(ctx, { id, enabled: false })).rejects.toThrow()
    await owner`ALTER TABLE access_changes DROP CONSTRAINT no_room`
    await owner.end()
    expect(await whoIs(cookie)).toMatchObject({ username: 'qian' })
    expect((await signIn('a good password', 'qian')).status).toBe(200)
  })

  it('always include an administrator: not even two who switch each other off at once leave nobody', async () => {
    const { ctx } = world
    const admin = (username: string) =>
      createStaff(ctx, { username, name: username, role: 'admin', password: 'a good password' })
    const [one, other] = [await admin('one'), await admin('other')]
    const off = await Promise.allSettled([one, other].map(({ id }) => enableStaff(ctx, { id, enabled: false })))
    expect(off.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const [left] = (await listStaff(ctx)).filter((person) => person.role === 'admin' && person.enabled)
    const last = left?.id ?? ''
    for (const leave of [
      () => enableStaff(ctx, { id: last, enabled: false }),
      () => setStaffRole(ctx, { id: last, role: 'ops' }),
    ])
      await expect(leave()).rejects.toMatchObject({ code: 'LAST_ADMIN' })
    await resetStaffPassword(ctx, { id: last, password: 'another password' })
    await enableStaff(ctx, { id: last === one.id ? other.id : one.id, enabled: true })
    await setStaffRole(ctx, { id: last, role: 'ops' })
  })
})
