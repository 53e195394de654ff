import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { openAttentiveSocket } from './attentive-socket.ts'

export type Sql = postgres.Sql<{ bigint: number }>
/** A connection inside a transaction, or the pool. */
export type Queryable = postgres.ISql<{ bigint: number }>
export type Tx = postgres.TransactionSql<{ bigint: number }>
/** A piece of a query. */
export type Fragment = ReturnType<Queryable>
export type Drizzle = PostgresJsDatabase

/** A value as JSON, whatever its type: postgres.js asks for an index signature, which interfaces have not. */
export function json(db: Queryable, value: object): postgres.Parameter {
  return db.json(value as never)
}

export interface Database {
  readonly sql: Sql
  /** The query builder, on connections of its own: it changes how a connection reads dates. */
  readonly orm: Drizzle
  close(): Promise<void>
}

const ORM_CONNECTIONS = 2
/** Seconds before a lost connection is tried again: at most one, however long Postgres was away. */
const backoff = (failures: number) => Math.min(1, 0.05 * 2 ** failures) * (0.5 + Math.random() / 2)

/**
 * Opens a pool of `max` connections in all. Columns come in camelCase; our own ids stay below 2^53 and come as numbers.
 * A stalled or idle transaction is ended by the server, so that no lock outlives its process for long.
 */
export function openDatabase(url: string, options: { max: number; name: string }): Database {
  const common = {
    connect_timeout: 5,
    idle_timeout: 60,
    socket: openAttentiveSocket,
    backoff,
    max_lifetime: 30 * 60,
    onnotice: () => {},
    connection: {
      application_name: options.name,
      DateStyle: 'ISO',
      TimeZone: 'UTC',
      lock_timeout: 2000,
      statement_timeout: 15_000,
      idle_in_transaction_session_timeout: 10_000,
    },
  }
  const sql = postgres(url, {
    ...common,
    max: Math.max(1, options.max - ORM_CONNECTIONS),
    transform: { column: { from: postgres.toCamel } },
    types: {
      bigint: {
        to: 20,
        from: [20],
        serialize: (value: number) => String(value),
        parse: (text: string) => Number(text),
      },
    },
  })
  const ormPool = postgres(url, { ...common, max: ORM_CONNECTIONS })
  return {
    sql,
    orm: drizzle(ormPool),
    close: async () => {
      await Promise.all([sql.end({ timeout: 5 }), ormPool.end({ timeout: 5 })])
    },
  }
}
