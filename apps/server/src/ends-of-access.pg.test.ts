import { subscriptionsOf } from '@baton/fulfilment/alerts'
import { Receiver } from '@baton/fulfilment/channels'
import { takePrintJobs } from '@baton/fulfilment/printing'
import { actingAs, type Context } from '@baton/fulfilment/runtime'
import {
  createAgent,
  createEnrolment,
  createStaff,
  enableStaff,
  enrolDevice,
  enrolOwnBrowser,
  findDevice,
  issueBadge,
  resetStaffPassword,
  revokeBadge,
  revokeDevice,
  signInByBadge,
} from '@baton/fulfilment/staff'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type FloorWorld, openFloorWorld } from '../../../packages/fulfilment/src/scans/floor-world.fixture.ts'
import { TestBrowser } from './browser.fixture.ts'
import { buildServer } from './server.ts'

const PASSWORD = 'a good password'
const PIN = '2468'

/** What of a person's access is still open; the table "What ends when" of docs/operations.md says the same in words. */
const EVERYTHING = {
  /** A browser at a desk, signed in by password. */
  desk: true,
  /** Their own phone: signed in by password, and a device of its own. */
  phone: true,
  /** Whether the phone's scans take effect at once. */
  phoneScans: true,
  /** A shared PDA, by badge and PIN. */
  pda: true,
  push: ['desk', 'pda', 'phone'],
  /** A code that they made, to enrol another device with. */
  code: true,
}
type Open = typeof EVERYTHING

describe('what ends when', () => {
  let floor: FloorWorld
  let server: FastifyInstance
  beforeAll(async () => {
    floor = await openFloorWorld()
    server = await buildServer(floor.ctx, new Receiver(floor.ctx))
  })
  afterAll(async () => {
    await server.close()
    await floor.close()
  })

  const NONE: Open = { ...EVERYTHING, desk: false, phone: false, pda: false, push: [], code: false }
  const CASES: readonly (readonly [string, (person: Person) => Promise<unknown>, Partial<Open>])[] = [
    ['nothing happened', async () => {}, EVERYTHING],
    ['a reset of the password', ({ id }) => resetStaffPassword(floor.ctx, { id, password: 'another one' }), NONE],
    [
      'being switched off',
      ({ id }) => enableStaff(floor.ctx, { id, enabled: false }),
      { ...NONE, phoneScans: false, push: [] },
    ],
    [
      'being switched off and on again',
      async ({ id }) => {
        await enableStaff(floor.ctx, { id, enabled: false })
        await enableStaff(floor.ctx, { id, enabled: true })
      },
      { ...NONE, phoneScans: false },
    ],
    [
      'a change of the own password at the desk',
      ({ desk }) => desk.mutate('account.changePassword', { current: PASSWORD, next: 'another one' }),
      { ...NONE, desk: true, push: ['desk'] },
    ],
    ['signing out at the desk', ({ desk }) => desk.signOut(), { desk: false, push: ['pda', 'phone'] }],
    [
      'taking the badge away',
      ({ id }) => revokeBadge(floor.ctx, { staffId: id }),
      { pda: false, push: ['desk', 'phone'] },
    ],
    [
      'another badge',
      ({ id }) => issueBadge(floor.ctx, { staffId: id, pin: PIN, days: 30 }),
      { pda: false, push: ['desk', 'phone'] },
    ],
    [
      'taking the phone out of use',
      ({ phoneId }) => revokeDevice(floor.ctx, { id: phoneId }),
      { phone: false, phoneScans: false, push: ['desk', 'pda'] },
    ],
    [
      'taking the PDA out of use',
      ({ pdaId }) => revokeDevice(floor.ctx, { id: pdaId }),
      { pda: false, push: ['desk', 'phone'] },
    ],
    [
      'a shift of twelve hours',
      async () => floor.clock.forward(12 * 3_600_000),
      { pda: false, push: ['desk', 'phone'], code: false },
    ],
    ['a week', async () => floor.clock.forward(7 * 86_400_000), NONE],
  ]

  it.each(CASES)('after %s', async (_what, act, left) => {
    const person = await personWithEverything()
    await act(person)
    expect(await openTo(person)).toEqual({ ...EVERYTHING, ...left })
  })

  interface Person {
    readonly id: string
    readonly desk: TestBrowser
    readonly phone: TestBrowser
    readonly phoneId: string
    readonly pda: TestBrowser
    readonly pdaId: string
    readonly code: string
  }

  async function personWithEverything(): Promise<Person> {
    const username = `person-${Math.random().toString(36).slice(2, 10)}`
    const { id } = await createStaff(floor.ctx, { username, name: username, role: 'supervisor', password: PASSWORD })
    const acting = actingAs(floor.ctx, { kind: 'person', id, name: username }, null)
    const [desk, phone, pda] = [
      new TestBrowser(server, 'desk'),
      new TestBrowser(server, 'phone'),
      new TestBrowser(server, 'pda'),
    ]
    await desk.signIn(username, PASSWORD)
    await phone.signIn(username, PASSWORD)
    const own = await enrolOwnBrowser(acting, { warehouseId: floor.warehouseId })
    phone.device = own.key
    const { code: pdaCode } = await createEnrolment(floor.ctx, { warehouseId: floor.warehouseId, name: 'PDA' })
    const shared = await enrolDevice(floor.ctx, { code: pdaCode })
    pda.device = shared.key
    const badge = await issueBadge(floor.ctx, { staffId: id, pin: PIN, days: 30 })
    const device = await findDevice(floor.ctx, shared.key)
    if (!device) throw new Error('no device')
    await signInByBadge(floor.ctx, device, { badge: badge.code, pin: PIN })
    for (const [name, browser] of Object.entries({ desk, phone, pda }))
      expect((await browser.mutate('push.subscribe', subscription(username, name))).status).toBe(200)
    const { code } = await createEnrolment(acting, { warehouseId: floor.warehouseId, name: 'another' })
    return { id, desk, phone, phoneId: own.id, pda, pdaId: shared.id, code }
  }

  async function openTo({ id, desk, phone, pda, code }: Person): Promise<Open> {
    const isIn = async (browser: TestBrowser) => (await browser.whoIs()) !== null
    const own = await findDevice(floor.ctx, phone.device ?? '')
    const reached = (await subscriptionsOf(floor.ctx, id)).map(({ endpoint }) => endpoint.split('/').at(-1) ?? '')
    return {
      ...{ desk: await isIn(desk), phone: await isIn(phone), pda: await isIn(pda), push: reached.sort() },
      phoneScans: own?.isRevoked === false,
      code: await enrolDevice(floor.ctx, { code }).then(
        () => true,
        () => false,
      ),
    }
  }

  it('the codes of a namesake go on', async () => {
    const codeOf = async (username: string) => {
      const { id } = await createStaff(floor.ctx, { username, name: '王芳', role: 'supervisor', password: PASSWORD })
      const acting = actingAs(floor.ctx, { kind: 'person', id, name: '王芳' }, null)
      return { id, ...(await createEnrolment(acting, { warehouseId: floor.warehouseId, name: 'PDA' })) }
    }
    const [one, namesake] = [await codeOf('wang-1'), await codeOf('wang-2')]
    await resetStaffPassword(floor.ctx, { id: one.id, password: 'another one' })
    await expect(enrolDevice(floor.ctx, { code: one.code })).rejects.toMatchObject({ code: 'ENROLMENT_INVALID' })
    const { id } = await enrolDevice(floor.ctx, { code: namesake.code })
    expect(await floor.ctx.sql`SELECT created_by FROM devices WHERE id = ${id}`).toEqual([{ createdBy: '王芳' }])
  })

  it('a print agent that is taken out of use while it waits is given nothing that comes', async () => {
    const made = await createAgent(floor.ctx, { warehouseId: floor.warehouseId, name: '打印代理' })
    await aJob(floor.ctx)
    const agent = {
      id: made.id,
      name: '',
      warehouseId: floor.warehouseId,
      isRevoked: false,
      grants: [],
      operatorId: null,
    }
    const take = () => takePrintJobs(floor.ctx, agent, { waitMs: 0, signal: new AbortController().signal })
    await revokeDevice(floor.ctx, { id: made.id })
    expect((await take()).jobs).toEqual([])
    await floor.ctx.sql`UPDATE devices SET revoked_at = NULL WHERE id = ${made.id}`
    expect((await take()).jobs).toHaveLength(1)
  })

  async function aJob({ sql, now }: Context): Promise<void> {
    await sql`
      INSERT INTO printers (id, warehouse_id, name, host, port, language, enabled, created_at)
      VALUES (${floor.elsewhereId}, ${floor.warehouseId}, '标签机', '127.0.0.1', 9100, 'zpl', true, ${now()})`
    await sql`
      INSERT INTO print_jobs (id, printer_id, kind, document, state, created_at, created_by)
      VALUES (${floor.elsewhereId}, ${floor.elsewhereId}, 'slip', '', 'queued', ${now()}, 'test')`
  }
})

function subscription(username: string, name: string) {
  const keys = { p256dh: 'B'.repeat(87), auth: 'A'.repeat(22) }
  return { endpoint: `https://push.example/${username}/${name}`, keys }
}
