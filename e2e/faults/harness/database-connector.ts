import type { IssuedErpLogin, OrderState } from '@baton/contract'
import postgres from 'postgres'
import { until } from '../../../scripts/processes.ts'
import { callApi } from '../../session.ts'
import type { TestSystem } from '../../system.ts'

const PATIENCE_MS = 60_000

export interface OverwriteRow {
  readonly key: string
  readonly orderNumber: string
}
export interface RowOutcome {
  readonly verdict: string | null
  readonly code: string | null
}

/** An ERP that knows only tables: it signs in to Postgres with the login that Baton made for it. */
export class DatabaseConnector {
  readonly id: string
  private readonly sql: postgres.Sql

  private constructor(id: string, { host, port, database, user, password }: IssuedErpLogin) {
    this.id = id
    this.sql = postgres({ host, port, database, user, password, max: 1, onnotice: () => {}, connect_timeout: 5 })
  }

  static async create(
    system: TestSystem,
    cookie: string,
    told: { name: string; grants: OrderState[] },
  ): Promise<DatabaseConnector> {
    const { id } = await callApi<{ id: string }>(system, cookie, {
      path: 'erp.save',
      input: { ...told, kind: 'database', mayHold: false },
    })
    const login = await callApi<IssuedErpLogin>(system, cookie, { path: 'erp.issueLogin', input: { id } })
    return new DatabaseConnector(id, login)
  }

  /** All orders back to 待发货, in one statement; says what became of each row. */
  async overwrite(rows: readonly OverwriteRow[]): Promise<readonly RowOutcome[]> {
    await this.write(rows)
    return this.decided(rows.map((row) => row.key))
  }

  async write(rows: readonly OverwriteRow[]): Promise<void> {
    const told = rows.map(({ key, orderNumber }) => ({ key, order_number: orderNumber, status: 'to_ship' }))
    await this.sql`INSERT INTO erp_inbox.writes ${this.sql(told)}`
  }

  /** Reads until all of them are decided. */
  async decided(keys: readonly string[]): Promise<readonly RowOutcome[]> {
    let outcomes: readonly RowOutcome[] = []
    await until(async () => {
      outcomes = await this.sql<RowOutcome[]>`
        SELECT verdict, code FROM erp_inbox.writes WHERE decided_at IS NOT NULL AND key IN ${this.sql([...keys])}`
      return outcomes.length >= keys.length
    }, PATIENCE_MS)
    return outcomes
  }

  close(): Promise<void> {
    return this.sql.end({ timeout: 2 })
  }
}
