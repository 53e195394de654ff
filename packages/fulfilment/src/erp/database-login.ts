import { randomBytes } from 'node:crypto'
import type { IssuedErpLogin } from '@baton/contract'
import { readMerchant } from '../catalogue/index.ts'
import type { Context } from '../runtime/context.ts'
import { Failure } from '../runtime/failure.ts'
import { inTransaction } from '../runtime/transaction.ts'
import { keepKey } from './credentials.ts'
import { scramVerifier } from './scram-verifier.ts'

const LONGEST_TRANSACTION_SECONDS = 30

/**
 * A new login of Postgres for a database connector; its password is shown once and Postgres is told only its verifier.
 * Two may be valid at a time. Throws `DATABASE_LOGINS_NOT_ALLOWED` with what the database's administrator has to run.
 */
export async function issueErpLogin(ctx: Context, input: { id: string }): Promise<IssuedErpLogin> {
  const user = `baton_erp_${randomBytes(8).toString('hex')}`
  const password = randomBytes(24).toString('base64url')
  const { timeZone } = await readMerchant(ctx, ctx.sql)
  await inTransaction(ctx, async (tx) => {
    await keepKey(ctx, tx, { erpId: input.id, kind: 'database', keyId: user, sealed: null })
    await tx`SELECT baton_open_erp_login(${user}, ${scramVerifier(password)}, ${timeZone})`
  }).catch(async (error) => {
    throw isNotAllowed(error) ? await notAllowed(ctx, error) : error
  })
  const { hostname, port, pathname } = new URL(ctx.env.DATABASE_URL)
  return { host: hostname, port: Number(port || 5432), database: decodeURIComponent(pathname.slice(1)), user, password }
}

/** Ends sessions of logins that hold others back: a transaction open for 30 s or as given, or an advisory lock. */
export async function endSlowErpLogins(ctx: Context, openForSeconds = LONGEST_TRANSACTION_SECONDS): Promise<void> {
  const [row] = await ctx.sql<{ ended: number }[]>`
    SELECT baton_end_slow_erp_logins(${openForSeconds} * interval '1 second') AS ended`
  if (row?.ended) ctx.log.warn({ ended: row.ended }, 'sessions of database connectors were ended')
}

function isNotAllowed(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === '42501'
}

async function notAllowed(ctx: Context, cause: unknown): Promise<Failure> {
  const [owner] = await ctx.sql<{ name: string }[]>`
    SELECT quote_ident(pg_get_userbyid(proowner)) AS name FROM pg_proc WHERE oid = 'baton_open_erp_login'::regproc`
  return new Failure('DATABASE_LOGINS_NOT_ALLOWED', { cause, fields: { sql: `ALTER ROLE ${owner?.name} CREATEROLE;` } })
}
