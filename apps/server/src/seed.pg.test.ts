import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ROLES } from '@baton/contract'
import { expect, it } from 'vitest'
import { openTestContext } from '../../../packages/fulfilment/src/testing/test-context.ts'

const SEED = fileURLToPath(new URL('seed.main.ts', import.meta.url))

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
    const people = JSON.parse(readFileSync(join(env.BATON_DATA, 'people.json'), 'utf8')) as { role: string }[]
    expect(people.map(({ role }) => role)).toEqual([...ROLES])

    const unset = await seed({ ...env, BATON_SECRET_KEY: '' })
    expect(unset).toMatchObject({ code: 1, said: expect.stringMatching(/^[^\n]*BATON_SECRET_KEY is not set\n$/) })
  } finally {
    rmSync(folder, { recursive: true })
    await world.close()
  }
})
