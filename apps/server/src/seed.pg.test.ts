import { execFile, execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ROLES } from '@baton/contract'
import { listStaff, resetStaffPassword } from '@baton/fulfilment/staff'
import { expect, it } from 'vitest'
import { openTestContext } from '../../../packages/fulfilment/src/testing/test-context.ts'

const SEED = fileURLToPath(new URL('seed.main.ts', import.meta.url))

/** The sandbox's merchant, as `npm start` hands it to the seed. */
function printWorld(): unknown {
  const script = fileURLToPath(new URL('../../sandbox/src/print-world.main.ts', import.meta.url))
  return JSON.parse(execFileSync(process.execPath, [script], { maxBuffer: 50_000_000 }).toString())
}

function seed(env: Record<string, string>): Promise<{ code: number; said: string }> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [SEED], { env }, (_error, _out, said) =>
      resolve({ code: child.exitCode ?? -1, said }),
    )
  })
}

it('the first data makes its folder, is written once, and a missing variable is one line', async () => {
  const world = await openTestContext()
  const folder = mkdtempSync(join(tmpdir(), 'baton-seed-'))
  const { DATABASE_URL, BATON_SECRET_KEY, BATON_AUTH_SECRET } = world.ctx.env
  const env = { DATABASE_URL, BATON_SECRET_KEY, BATON_AUTH_SECRET, BATON_DATA: join(folder, 'not', 'there') }
  try {
    expect(await seed(env)).toEqual({ code: 0, said: '' })
    const people = JSON.parse(readFileSync(join(env.BATON_DATA, 'people.json'), 'utf8')) as {
      role: string
      password: string
    }[]
    expect(people.map(({ role }) => role)).toEqual([...ROLES])

    const addresses = join(env.BATON_DATA, 'push-addresses.json')
    writeFileSync(addresses, '[]', { mode: 0o644 })
    const worldFile = join(folder, 'world.json')
    writeFileSync(worldFile, JSON.stringify(printWorld()))
    const [admin] = (await listStaff(world.ctx)).filter(({ role }) => role === 'admin')
    await resetStaffPassword(world.ctx, { id: admin?.id ?? '', password: 'another password' })
    expect((await seed({ ...env, BATON_WORLD: worldFile })).code).toBe(0)
    for (const name of ['push-addresses.json', 'redirect-addresses.json', 'people.json'])
      expect([name, statSync(join(env.BATON_DATA, name)).mode & 0o777]).toEqual([name, 0o600])
    expect(JSON.parse(readFileSync(addresses, 'utf8')).length).toBeGreaterThan(0)
    const now = JSON.parse(readFileSync(join(env.BATON_DATA, 'people.json'), 'utf8')) as typeof people
    expect(now).toEqual(people.map((one) => (one.role === 'admin' ? { ...one, password: '' } : one)))

    const unset = await seed({ ...env, BATON_SECRET_KEY: '' })
    expect(unset).toMatchObject({ code: 1, said: expect.stringMatching(/^[^\n]*BATON_SECRET_KEY is not set\n$/) })
  } finally {
    rmSync(folder, { recursive: true })
    await world.close()
  }
})
