import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'

const CLIENTS = 64

/**
 * The limit: one durable single-row insert a transaction, 64 clients, same payload, same Postgres.
 * By pgbench where it is installed, otherwise by a loop of our own.
 */
export class InsertLimit {
  readonly tool: 'pgbench' | 'own loop'
  private readonly ownerUrl: string
  private readonly sql: postgres.Sql
  private readonly body: Buffer
  private readonly scratch = mkdtempSync(join(tmpdir(), 'baton-limit-'))

  constructor(ownerUrl: string, body: Buffer) {
    this.ownerUrl = ownerUrl
    this.body = body
    this.tool = pgbench() ? 'pgbench' : 'own loop'
    this.sql = postgres(ownerUrl, { max: this.tool === 'pgbench' ? 1 : CLIENTS, onnotice: () => {} })
  }

  async prepare(): Promise<void> {
    await this
      .sql`CREATE TABLE IF NOT EXISTS bench_limit (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, body bytea)`
    const insert = `INSERT INTO bench_limit (body) VALUES ('\\x${this.body.toString('hex')}');\n`
    writeFileSync(join(this.scratch, 'insert.sql'), insert)
  }

  /** Inserts a second over the given time. */
  async run(seconds: number): Promise<number> {
    return this.tool === 'pgbench' ? this.byPgbench(seconds) : this.byLoop(seconds)
  }

  private async byPgbench(seconds: number): Promise<number> {
    const file = join(this.scratch, 'insert.sql')
    const args = [
      '-n',
      '-M',
      'prepared',
      '-c',
      String(CLIENTS),
      '-j',
      '2',
      '-T',
      String(Math.ceil(seconds)),
      '-f',
      file,
    ]
    const child = spawn(pgbench() ?? '', [...args, this.ownerUrl], { stdio: ['ignore', 'pipe', 'ignore'] })
    let output = ''
    child.stdout.on('data', (chunk) => {
      output += chunk
    })
    await new Promise((resolve) => child.on('close', resolve))
    const tps = Number(/tps = ([\d.]+)/.exec(output)?.[1])
    if (!(tps > 0)) throw new Error(`pgbench printed no tps:\n${output}`)
    return tps
  }

  private async byLoop(seconds: number): Promise<number> {
    const started = performance.now()
    let done = 0
    const lane = async () => {
      while (performance.now() - started < seconds * 1000) {
        await this.sql`INSERT INTO bench_limit (body) VALUES (${this.body})`
        done += 1
      }
    }
    await Promise.all(Array.from({ length: CLIENTS }, lane))
    return done / ((performance.now() - started) / 1000)
  }

  async close(): Promise<void> {
    await this.sql`DROP TABLE IF EXISTS bench_limit`
    await this.sql.end()
    rmSync(this.scratch, { recursive: true })
  }
}

function pgbench(): string | undefined {
  return (process.env.PATH ?? '')
    .split(':')
    .map((folder) => join(folder, 'pgbench'))
    .find((file) => existsSync(file))
}
