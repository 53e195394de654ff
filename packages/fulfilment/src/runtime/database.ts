import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { type DatabaseTls, databaseAddress } from './database-address.ts'
import { socketOpener } from './open-socket.ts'

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
 * As for disks without moving parts, and statements of milliseconds: left as Postgres comes, it reads some tables whole
 * where an index would do, and compiles what runs once.
 */
const PLANNING = { random_page_cost: 1.1, jit: 'off' }

/**
 * Opens a pool of `max` connections in all. Columns come in camelCase; our own ids stay below 2^53 and come as numbers.
 * A stalled or idle transaction is ended by the server, so that no lock outlives its process for long.
 */
export function openDatabase(given: string, options: { max: number; name: string }): Database {
  const { url, tls } = databaseAddress(given)
  const common = {
    connect_timeout: 5,
    idle_timeout: 60,
    ...reached(tls),
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
      ...PLANNING,
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

/** One connection for work that is done once, as whoever the address names; nothing is limited but the wait for it. */
export function openConnection(given: string): postgres.Sql {
  const { url, tls } = databaseAddress(given)
  return postgres(url, { max: 1, onnotice: () => {}, connect_timeout: 5, ...reached(tls) })
}

/** postgres.js is handed connections that are encrypted already. */
function reached(tls: DatabaseTls | null) {
  return { ssl: false, socket: socketOpener(tls) }
}
