import type { AccountView } from '@baton/contract'
import { subscribePush, subscriptionsOf } from '@baton/fulfilment/alerts'
import { Receiver } from '@baton/fulfilment/channels'
import { actingAs } from '@baton/fulfilment/runtime'
import { createStaff, enrolOwnBrowser } from '@baton/fulfilment/staff'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type FloorWorld, openFloorWorld } from '../../../packages/fulfilment/src/scans/floor-world.fixture.ts'
import { TestBrowser } from './browser.fixture.ts'
import { buildServer } from './server.ts'

const FIRST = 'a good password'
const SECOND = 'quite another one'

describe('an own account', () => {
  let floor: FloorWorld
  let server: FastifyInstance
  let username = ''
  let count = 0
  let staffId = ''
  let desk: TestBrowser
  let phone: TestBrowser

  beforeAll(async () => {
    floor = await openFloorWorld()
    server = await buildServer(floor.ctx, new Receiver(floor.ctx))
  })
  beforeEach(async () => {
    count += 1
    username = `person-${count}`
    const { id } = await createStaff(floor.ctx, { username, name: '王芳', role: 'supervisor', password: FIRST })
    staffId = id
    desk = await signedIn(WINDOWS_EDGE)
    phone = await signedIn(ANDROID_CHROME)
  })
  afterAll(async () => {
    await server.close()
    await floor.close()
  })

  async function signedIn(userAgent: string): Promise<TestBrowser> {
    const browser = new TestBrowser(server, userAgent)
    await browser.signIn(username, FIRST)
    return browser
  }
  const accountOf = async (browser: TestBrowser) => (await browser.query('account.get')).data as AccountView
  const change = (browser: TestBrowser, current: string, next = SECOND) =>
    browser.mutate('account.changePassword', { current, next })

  it('shows where somebody is signed in, this browser first', async () => {
    const { sessions, devices } = await accountOf(phone)
    expect(sessions.map(({ browser, system, isThisOne }) => [browser, system, isThisOne])).toEqual([
      ['chrome', 'android', true],
      ['edge', 'windows', false],
    ])
    expect(sessions[0]?.address).toBe(phone.address)
    expect(JSON.stringify(sessions)).not.toContain((await tokens())[0])
    expect(devices).toEqual([])
  })

  async function tokens(): Promise<string[]> {
    const rows = await floor.ctx.sql<{ token: string }[]>`SELECT token FROM staff_sessions WHERE user_id = ${staffId}`
    return rows.map((row) => row.token)
  }

  it('has a new password once the present one is known; all other sessions end, and a copied cookie with them', async () => {
    const stolen = desk.copy()
    expect(await change(desk, FIRST)).toMatchObject({ status: 200 })
    expect(await desk.whoIs()).toBe(username)
    expect(await phone.whoIs()).toBeNull()
    expect(await stolen.whoIs()).toBeNull()
    expect((await accountOf(desk)).sessions).toHaveLength(1)
    const again = new TestBrowser(server, WINDOWS_EDGE)
    expect(await again.signIn(username, FIRST)).toBe(401)
    expect(await again.signIn(username, SECOND)).toBe(200)
  })

  it.each([
    ['a wrong present one', 'not my password', SECOND, { current: 'wrong_password' }],
    ['none', '', SECOND, { current: 'too_small' }],
    ['one that is too short', FIRST, 'short', { next: 'too_small' }],
    ['one that is too long', FIRST, 'x'.repeat(129), { next: 'too_big' }],
    ['the same again', FIRST, FIRST, { next: 'same_as_before' }],
  ])('keeps its password after %s, and says what is wrong', async (_what, current, next, fields) => {
    expect(await change(desk, current, next)).toMatchObject({ status: 400, code: 'INPUT_INVALID', fields })
    expect(await desk.whoIs()).toBe(username)
    expect(await phone.whoIs()).toBe(username)
    expect(await new TestBrowser(server, WINDOWS_EDGE).signIn(username, FIRST)).toBe(200)
  })

  it('lasts for a week from the last visit, not from signing in', async () => {
    const visitor = await signedIn(IPAD_SAFARI)
    const soon = new Date(Date.now() + 5 * 86_400_000)
    await floor.ctx.sql`UPDATE staff_sessions SET expires_at = ${soon} WHERE user_id = ${staffId}`
    expect(visitor.lasts).toBe(7 * 86_400)
    visitor.lasts = 0
    expect(await visitor.whoIs()).toBe(username)
    expect(visitor.lasts).toBe(7 * 86_400)
    visitor.lasts = 0
    expect(await visitor.whoIs()).toBe(username)
    expect(visitor.lasts).toBe(0)
  })

  it('is no place to guess from: ten tries in a quarter of an hour, then it says when', async () => {
    const tries = await Promise.all(Array.from({ length: 12 }, () => change(desk, 'not my password')))
    expect(tries.map((one) => one.status).sort()).toEqual([...Array(10).fill(400), 429, 429])
    const refused = await change(phone, FIRST)
    expect(refused).toMatchObject({ status: 429, code: 'TOO_MANY_REQUESTS' })
    const wait = Date.parse(refused.fields?.until ?? '') - floor.ctx.now().getTime()
    expect(wait).toBeGreaterThan(14 * 60_000)
    floor.clock.forward(15 * 60_000)
    expect(await change(phone, FIRST)).toMatchObject({ status: 200 })
  })

  it('signs out elsewhere, one or all, but nobody else', async () => {
    const tablet = await signedIn(IPAD_SAFARI)
    const { sessions } = await accountOf(desk)
    const ofPhone = sessions.find(({ system }) => system === 'android')
    await createStaff(floor.ctx, { username: `${username}-other`, name: '别人', role: 'ops', password: FIRST })
    const other = new TestBrowser(server, WINDOWS_EDGE)
    await other.signIn(`${username}-other`, FIRST)
    await other.mutate('account.endSession', { id: ofPhone?.id })
    expect(await phone.whoIs()).toBe(username)
    await desk.mutate('account.endSession', { id: ofPhone?.id })
    expect([await phone.whoIs(), await tablet.whoIs()]).toEqual([null, username])
    await desk.mutate('account.endOthers')
    expect([await desk.whoIs(), await tablet.whoIs(), await other.whoIs()]).toEqual([
      username,
      null,
      `${username}-other`,
    ])
  })

  it('shows devices that somebody holds, and gives them back, all but this one', async () => {
    const acting = actingAs(floor.ctx, { kind: 'person', id: staffId, name: '王芳' }, null)
    const [mine, pda] = [await ownDevice(), await ownDevice()]
    phone.device = mine.key
    expect((await accountOf(phone)).devices.map(({ id, isThisOne }) => [id, isThisOne]).sort()).toEqual(
      [
        [mine.id, true],
        [pda.id, false],
      ].sort(),
    )
    expect((await accountOf(phone)).sessions[0]?.deviceName).toBe('王芳')
    await phone.mutate('account.endOthers')
    expect((await accountOf(phone)).devices.map(({ id }) => id)).toEqual([mine.id])
    await phone.mutate('account.giveBackDevice', { id: mine.id })
    expect((await accountOf(phone)).devices).toEqual([])

    function ownDevice() {
      return enrolOwnBrowser(acting, { warehouseId: floor.warehouseId })
    }
  })

  it('goes on being reached by push in the browser where the password was changed, and in no other', async () => {
    const acting = actingAs(floor.ctx, { kind: 'person', id: staffId, name: '王芳' }, null)
    const [atDesk, atPhone] = (await accountOf(desk)).sessions
    const subscribe = (endpoint: string, sessionId = '') =>
      subscribePush(acting, { endpoint, keys: { p256dh: '', auth: '' }, deviceId: null, sessionId })
    await subscribe('https://push.example/desk', atDesk?.id)
    await subscribe('https://push.example/phone', atPhone?.id)
    await change(desk, FIRST)
    expect((await subscriptionsOf(floor.ctx, staffId)).map((one) => one.endpoint)).toEqual([
      'https://push.example/desk',
    ])
  })
})

const WINDOWS_EDGE =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/149.0.0.0 Safari/537.36 Edg/149.0.0.0'
const ANDROID_CHROME =
  'Mozilla/5.0 (Linux; Android 13; UROVO DT50) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/149.0.0.0 Mobile Safari/537.36'
const IPAD_SAFARI =
  'Mozilla/5.0 (iPad; CPU OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1'
