import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'

export type Sql = postgres.Sql<{ bigint: number }>
/** A connection inside a transaction, or the pool. */
export type Queryable = postgres.ISql<{ bigint: number }>
export type Tx = postgres.TransactionSql<{ bigint: number }>
export type Drizzle = PostgresJsDatabase

export interface Database {
  readonly sql: Sql
  readonly orm: Drizzle
  close(): Promise<void>
}

/**
 * Opens a pool. Ids of ours stay below 2^53 and come as numbers; platforms' ids are text and never pass here.
 * A stalled or idle transaction is ended by the server, so that no lock outlives its process for long.
 */
export function openDatabase(url: string, options: { max: number; name: string }): Database {
  const sql = postgres(url, {
    max: options.max,
    connect_timeout: 5,
    idle_timeout: 60,
    max_lifetime: 30 * 60,
    onnotice: () => {},
    types: {
      bigint: { to: 20, from: [20], serialize: (value: number) => String(value), parse: (text: string) => Number(text) },
    },
    connection: {
      application_name: options.name,
      lock_timeout: 2000,
      statement_timeout: 15_000,
      idle_in_transaction_session_timeout: 10_000,
    },
  })
  return { sql, orm: drizzle(sql), close: () => sql.end({ timeout: 5 }) }
}
