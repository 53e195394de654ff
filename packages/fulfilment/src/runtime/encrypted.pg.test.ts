import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { TLSSocket } from 'node:tls'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { issueLeaf, makeAuthority } from '../../../../scripts/lan/issue.ts'
import { openTestContext, type TestContext } from '../testing/test-context.ts'
import { openConnection, openDatabase } from './database.ts'
import { databaseProblem } from './database-problem.ts'
import { createBoss } from './jobs.ts'

const folder = mkdtempSync(join(tmpdir(), 'baton-tls-'))
const authority = makeAuthority('database', new Date())
const other = makeAuthority('another', new Date())
const fileOf = (name: string, text: string) => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}
const trusted = fileOf('authority.pem', authority.certificate)
const stranger = fileOf('stranger.pem', other.certificate)

/** Stands before a Postgres and encrypts, as a Postgres with `ssl = on` does. */
async function startEncrypting(port: number) {
  const { certificate: cert, key } = issueLeaf(authority, ['localhost'], new Date())
  const sockets = new Set<Socket>()
  const server = createServer(async (plain) => {
    sockets.add(plain.on('error', () => {}))
    await once(plain, 'data')
    plain.write('S')
    const behind = connect(port, '127.0.0.1')
    const secured = new TLSSocket(plain, { isServer: true, cert, key })
    for (const [from, to] of [[secured, behind] as const, [behind, secured] as const]) {
      sockets.add(from.on('error', () => to.destroy()).on('close', () => to.destroy()))
      from.on('data', (bytes) => to.write(bytes))
    }
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}

describe('a database that encrypts', () => {
  let world: TestContext
  let front: Awaited<ReturnType<typeof startEncrypting>>
  const encrypted = (query: string, host = 'localhost') => {
    const url = new URL(world.ownerUrl)
    return Object.assign(url, { host: `${host}:${front.port}`, search: `?${query}` }).href
  }
  const problemOf = async (url: string) => {
    const sql = openConnection(url)
    const problem = await sql`SELECT 1`.then(
      () => null,
      (error: unknown) => databaseProblem(error, url).replaceAll(String(front.port), 'PORT'),
    )
    await sql.end({ timeout: 1 })
    return problem
  }

  beforeAll(async () => {
    world = await openTestContext()
    front = await startEncrypting(Number(new URL(world.ownerUrl).port))
  })
  afterAll(async () => {
    await front.close()
    await world.close()
    rmSync(folder, { recursive: true })
  })

  it('is used by everything as one that does not: transactions, large batches, notifications, the job queue', async () => {
    const url = encrypted(`sslmode=verify-full&sslrootcert=${trusted}`)
    const database = openDatabase(url, { max: 4, name: 'baton-test' })
    const boss = createBoss(url, pino({ level: 'silent' }), { worker: false })
    try {
      const heard = new Promise<string>((resolve) => void database.sql.listen('told', resolve))
      const large = 'x'.repeat(3_000_000)
      const [row] = await database.sql.begin((tx) => tx<{ length: number }[]>`SELECT length(${large}::text) AS length`)
      await vi.waitFor(async () => {
        await database.sql`SELECT pg_notify('told', 'by all')`
        expect(await Promise.race([heard, null])).toBe('by all')
      }, 10_000)
      expect(row?.length).toBe(large.length)
      await boss.start()
      expect((await boss.getQueues()).length).toBeGreaterThan(0)
    } finally {
      await boss.stop({ graceful: false })
      await database.close()
    }
  })

  it('is believed as far as its address says', async () => {
    expect(await problemOf(encrypted('sslmode=require'))).toBeNull()
    expect(await problemOf(encrypted(`sslmode=verify-ca&sslrootcert=${trusted}`, '127.0.0.1'))).toBeNull()
    expect(await problemOf(encrypted(`sslmode=verify-full&sslrootcert=${trusted}`, '127.0.0.1'))).toMatch(
      /^127.0.0.1:PORT shows the certificate of another host: /,
    )
    const untrusted = [encrypted(`sslmode=verify-ca&sslrootcert=${stranger}`), encrypted('sslmode=verify-full')]
    for (const url of untrusted)
      expect(await problemOf(url)).toMatch(/^localhost:PORT shows a certificate that nobody known vouches for/)
  })

  it('and one that does not says so', async () => {
    const { port } = new URL(world.ownerUrl)
    expect(await problemOf(`${world.ownerUrl}?sslmode=require`)).toBe(
      `127.0.0.1:${port} does not encrypt: switch it on there (ssl = on), or say sslmode=disable.`,
    )
  })
})
