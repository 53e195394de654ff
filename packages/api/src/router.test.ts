import { type MeView, RIGHTS, RIGHTS_OF, type Right, ROLES, type Role } from '@baton/contract'
import { TRPCError } from '@trpc/server'
import { describe, expect, it } from 'vitest'
import type { ApiContext } from './context.ts'
import { outwardFailure } from './failure.ts'
import type { ProcedureMeta } from './procedure.ts'
import { appRouter, createCaller } from './router.ts'

/** No verb may be reached from here: touching anything of the surroundings fails the call as UNEXPECTED. */
const untouchable = new Proxy({} as ApiContext['baton'] & ApiContext['live'], {
  get(_, key) {
    throw new Error(`a verb was reached and asked for ${String(key)}`)
  },
})
/** As whoever signed in by password has. */
const session = { id: 's1', token: 't1', deviceId: null, headers: () => new Headers() }
const GARBAGE = { 'no such key': true }

function personWith(role: Role): MeView {
  return { id: 'p1', name: 'Lin', username: 'lin', role, rights: RIGHTS_OF[role] }
}

const procedures = Object.entries(appRouter._def.procedures as object).map(([path, procedure]) => ({
  path,
  meta: (procedure as { _def: { meta?: ProcedureMeta } })._def.meta,
}))

/** Opened by a password only, whoever asks. */
const isBySession = (path: string) => /^(account|trips)\./.test(path)

interface Caller {
  readonly person?: MeView | null
  readonly device?: ApiContext['device']
  readonly isByBadge?: boolean
}

async function callWithGarbage(
  path: string,
  { person = null, device = null, isByBadge = false }: Caller,
): Promise<string> {
  const caller = createCaller({
    baton: untouchable,
    live: untouchable,
    person,
    session: person && !isByBadge ? session : null,
    device,
    address: '203.0.113.9',
    keepCookies: () => {
      throw new Error('a cookie was given out')
    },
    keepDeviceKey: () => {
      throw new Error('a key was given out')
    },
  })
  const procedure = path.split('.').reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], caller) as (
    input: unknown,
  ) => Promise<unknown>
  try {
    await procedure(GARBAGE)
    return 'answered'
  } catch (error) {
    expect(error).toBeInstanceOf(TRPCError)
    return outwardFailure(error).code
  }
}

describe('every procedure', () => {
  it('names the right it asks for', () => {
    expect(procedures.length).toBeGreaterThan(30)
    const known = new Set<string>([...RIGHTS, 'signed-in', 'device', 'anyone'])
    expect(procedures.filter(({ meta }) => meta === undefined || !known.has(meta.right))).toEqual([])
  })

  it('leaves no right without a procedure', () => {
    const used = new Set<string | undefined>(procedures.map(({ meta }) => meta?.right))
    expect(RIGHTS.filter((right) => !used.has(right))).toEqual([])
  })

  it.each(procedures)('$path turns away whoever is not signed in', async ({ path, meta }) => {
    const refusal = { device: 'NOT_A_DEVICE', anyone: 'INPUT_INVALID' }[meta?.right as string] ?? 'NOT_SIGNED_IN'
    expect(await callWithGarbage(path, {})).toBe(refusal)
  })

  it('opens to anyone only who they are and what makes a device of a browser', () => {
    const open = procedures.filter(({ meta }) => meta?.right === 'anyone').map(({ path }) => path)
    expect(open.sort()).toEqual(['devices.enrol', 'devices.this', 'me.get'])
  })

  it('opens an account to whoever signed in, and the trucks of all warehouses by a right', () => {
    const rights = procedures.flatMap(({ path, meta }) =>
      isBySession(path) ? [`${path.split('.')[0]} ${meta?.right}`] : [],
    )
    expect([...new Set(rights)].sort()).toEqual(['account signed-in', 'trips scans.write'])
  })

  it.each(procedures)('$path: what a badge opens', async ({ path, meta }) => {
    const answer = await callWithGarbage(path, { person: personWith('admin'), isByBadge: true })
    const refusal = meta?.right === 'device' ? 'NOT_A_DEVICE' : 'INPUT_INVALID'
    expect(answer).toBe(isBySession(path) ? 'PASSWORD_SESSION_NEEDED' : refusal)
  })

  it.each(procedures)('$path: what a device may, and a revoked one', async ({ path, meta }) => {
    const device = { id: 'd1', name: 'PDA 1', warehouseId: 'w1', isRevoked: false, grants: [], operatorId: null }
    const isForDevices = meta?.right === 'device' || meta?.right === 'anyone'
    expect(await callWithGarbage(path, { device })).toBe(isForDevices ? 'INPUT_INVALID' : 'NOT_SIGNED_IN')
    const isForRevoked = ['scans.submit', 'devices.heartbeat', 'devices.this', 'devices.enrol', 'me.get'].includes(path)
    const refusal = isForDevices ? 'NOT_A_DEVICE' : 'NOT_SIGNED_IN'
    expect(await callWithGarbage(path, { device: { ...device, isRevoked: true } })).toBe(
      isForRevoked ? 'INPUT_INVALID' : refusal,
    )
  })
})

describe.each(ROLES.map((role) => ({ role })))('a person of role $role', ({ role }) => {
  const rights: readonly Right[] = RIGHTS_OF[role]

  it.each(procedures)(
    '$path: refused without its right before the input is read, let in with it',
    async (procedure) => {
      const right = procedure.meta?.right
      const admitted = right === 'signed-in' || right === 'anyone' || (rights as readonly unknown[]).includes(right)
      const refusal = right === 'device' ? 'NOT_A_DEVICE' : 'NOT_ALLOWED'
      expect(await callWithGarbage(procedure.path, { person: personWith(role) })).toBe(
        admitted ? 'INPUT_INVALID' : refusal,
      )
    },
  )
})
