import type { ActorKind } from '@baton/contract'
import type { Logger } from 'pino'
import type { Database, Drizzle, Sql } from './database.ts'
import type { Env } from './env.ts'
import type { JobSender } from './jobs.ts'
import type { Secrets } from './secrets.ts'
import type { Waker } from './wake.ts'

/** Who acts. There is no impersonation. */
export interface Actor {
  readonly kind: ActorKind
  readonly id: string
  readonly name: string
}

/** All that a verb may know of its surroundings. Time is `now()`, never the machine's clock. */
export interface Context {
  readonly sql: Sql
  readonly orm: Drizzle
  readonly env: Env
  /** What browsers call this door, the usual one first: cookies are made for it, and sign-ins from elsewhere are refused. */
  readonly origins: readonly [string, ...string[]]
  readonly secrets: Secrets
  readonly jobs: JobSender
  readonly waker: Waker
  readonly log: Logger
  readonly actor: Actor
  /** The caller's network address, where there is one. */
  readonly address: string | null
  now(): Date
}

const CLOCK: Actor = { kind: 'clock', id: 'clock', name: 'clock' }

export function createContext(parts: {
  database: Database
  env: Env
  secrets: Secrets
  jobs: JobSender
  waker: Waker
  log: Logger
  now?: () => Date
}): Context {
  return {
    sql: parts.database.sql,
    orm: parts.database.orm,
    env: parts.env,
    origins: originsOf(parts.env),
    secrets: parts.secrets,
    jobs: parts.jobs,
    waker: parts.waker,
    log: parts.log,
    actor: CLOCK,
    address: null,
    now: parts.now ?? (() => new Date()),
  }
}

/** With `--lan` links lead to the https address, while this door stays plain and on this machine. */
export function originsOf(env: Pick<Env, 'BATON_PUBLIC_URL' | 'BATON_LAN_URL' | 'BATON_PORT'>): [string, ...string[]] {
  const { BATON_PUBLIC_URL, BATON_LAN_URL, BATON_PORT } = env
  const isOfLan = BATON_LAN_URL !== undefined && new URL(BATON_PUBLIC_URL).origin === new URL(BATON_LAN_URL).origin
  const url = new URL(isOfLan ? `http://localhost:${BATON_PORT}` : BATON_PUBLIC_URL)
  return url.hostname === 'localhost' ? [url.origin, `${url.protocol}//127.0.0.1:${url.port}`] : [url.origin]
}

/** Whether browsers reach this door by TLS. */
export function isSecure({ origins }: Pick<Context, 'origins'>): boolean {
  return origins[0].startsWith('https:')
}

/** The same surroundings, acting for somebody. */
export function actingAs(ctx: Context, actor: Actor, address: string | null): Context {
  return { ...ctx, actor, address }
}
