import type { ActorKind } from '@baton/contract'
import { PgBoss } from 'pg-boss'
import type { Logger } from 'pino'
import type { Tx } from './database.ts'
import { databaseAddress } from './database-address.ts'

/** Every kind of background work with its input; the worker has one handler for each, or does not compile. */
export interface Jobs {
  /** Read what a shop changed since the last pull, and queue what was never pushed. */
  'channels.catch-up': { shopId: string }
  /** Start a catch-up of every enabled shop. */
  'channels.catch-up-all': Record<string, never>
  /** Queue events that were judged while their order was being made. */
  'channels.retry-waiting': Record<string, never>
  /** Tell the other systems of these orders what one of them, or we ourselves, reported. */
  'channels.write-back': { moves: { orderId: string; appId: string | null; actorKind: ActorKind }[] }
  /** Let people decide about claims that cannot be believed. */
  'channels.open-reviews': { claims: { orderId: string; appId: string | null; actorName: string; reason: string }[] }
  /** Stop telling about orders on which two systems keep correcting each other. */
  'channels.judge-alternation': { orderIds: string[] }
  /** Free orders whose hold was set for a time that has come. */
  'orders.lift-expired-holds': Record<string, never>
  /** Erase again what was erased after a backup that was restored. */
  'orders.erase-due': Record<string, never>
  /** Move the history of orders that are over to the archive. */
  'orders.archive': Record<string, never>
  /** Queue events whose status word has a meaning by now. */
  'channels.release-mapped': Record<string, never>
  /** Gather refused writes into bursts. */
  'erp.gather-refusals': Record<string, never>
  /** End sessions of database connectors that hold others back. */
  'erp.end-slow-logins': Record<string, never>
  /** Open and close alerts about broken channels, ending authorisations, calls that were given up, parcels to stop. */
  'channels.watch': Record<string, never>
  /** Refresh access tokens that end soon. */
  'channels.refresh-tokens': Record<string, never>
  /** Bring the deviation heat map up to date, open and close alarms. */
  'deviation.roll': Record<string, never>
  /** Recount the heat map from nothing. */
  'deviation.check': Record<string, never>
  /** Fetch some orders of each channel again and compare them. */
  'deviation.sample': Record<string, never>
  /** Open and close alerts about scans that match nothing and returns that wait; end forgotten shifts. */
  'scans.watch': Record<string, never>
  /** Open and close alerts about orders that run late. */
  'dispatch.watch': Record<string, never>
  /** Open and close alerts about parcels that left and that no carrier has seen. */
  'dispatch.watch-pick-ups': Record<string, never>
  /** Give an outcome to print jobs that no agent told of. */
  'printing.settle-lost': Record<string, never>
  /** Replay every order's events, from nothing or from its snapshot; a part goes on where the one before ended. */
  'reconcile.replay': { runId?: string; after?: string }
  /** Create the coming months' partitions and drop dedupe keys older than 400 days. */
  'runtime.keep-house': Record<string, never>
}
export type JobName = keyof Jobs

export const JOB_NAMES = [
  'channels.catch-up',
  'channels.catch-up-all',
  'channels.retry-waiting',
  'channels.write-back',
  'channels.open-reviews',
  'channels.judge-alternation',
  'orders.lift-expired-holds',
  'orders.erase-due',
  'orders.archive',
  'channels.release-mapped',
  'erp.gather-refusals',
  'erp.end-slow-logins',
  'channels.watch',
  'channels.refresh-tokens',
  'deviation.roll',
  'deviation.check',
  'deviation.sample',
  'scans.watch',
  'dispatch.watch',
  'dispatch.watch-pick-ups',
  'printing.settle-lost',
  'reconcile.replay',
  'runtime.keep-house',
] as const satisfies readonly JobName[]

/** Work that starts by the clock: five-field cron in UTC. */
export const SCHEDULES = {
  'channels.catch-up-all': '*/5 * * * *',
  'orders.lift-expired-holds': '* * * * *',
  'orders.erase-due': '* * * * *',
  'channels.release-mapped': '* * * * *',
  'channels.retry-waiting': '* * * * *',
  'erp.gather-refusals': '* * * * *',
  'erp.end-slow-logins': '* * * * *',
  'channels.watch': '* * * * *',
  'channels.refresh-tokens': '*/10 * * * *',
  'deviation.roll': '* * * * *',
  'deviation.check': '41 18 * * *',
  'deviation.sample': '23 * * * *',
  'scans.watch': '* * * * *',
  'dispatch.watch': '* * * * *',
  'dispatch.watch-pick-ups': '*/15 * * * *',
  'printing.settle-lost': '* * * * *',
  'orders.archive': '7 20 * * *',
  'reconcile.replay': '11 19 * * *',
  'runtime.keep-house': '17 2 * * *',
} as const satisfies Partial<Record<JobName, string>>

export interface JobSender {
  /** Enqueues within the caller's transaction: the jobs exist exactly if it commits. */
  add<Name extends JobName>(
    tx: Tx,
    name: Name,
    jobs: readonly Jobs[Name][],
    options?: { singletonBy?: (job: Jobs[Name]) => string },
  ): Promise<void>
}

/** Its driver, too, would wait for ever on a dead connection; after this long it takes another. */
const QUERY_TIMEOUT_MS = 18_000

/** How a job is tried again, by queue. A worker that died says nothing: its jobs are taken from it once its heart has stopped. */
const QUEUE_OPTIONS = {
  ...{ retryLimit: 20, retryDelay: 5, retryBackoff: true, retryDelayMax: 900 },
  ...{ expireInSeconds: 300, heartbeatSeconds: 15 },
} as const
/** These look at many thousand orders, one after the other: a living worker is left to it. */
const LONG_JOBS: readonly JobName[] = ['deviation.roll', 'deviation.check', 'orders.archive']
const LONG_SECONDS = 3 * 3600

export function queueOptionsOf(name: JobName) {
  return LONG_JOBS.includes(name) ? { ...QUEUE_OPTIONS, expireInSeconds: LONG_SECONDS } : QUEUE_OPTIONS
}

/** How often hearts are listened to. */
const SUPERVISE_SECONDS = 10

/** pg-boss as the application's role: no schema changes, own small pool, errors logged and never fatal. */
export function createBoss(given: string, log: Logger, options: { worker: boolean }): PgBoss {
  const { url, tls } = databaseAddress(given)
  const patience = { query_timeout: QUERY_TIMEOUT_MS }
  const boss = new PgBoss({
    ...patience,
    connectionString: url,
    ssl: tls ?? false,
    application_name: options.worker ? 'baton-jobs' : 'baton-job-sender',
    max: options.worker ? 4 : 1,
    migrate: false,
    createSchema: false,
    supervise: options.worker,
    superviseIntervalSeconds: SUPERVISE_SECONDS,
    monitorIntervalSeconds: SUPERVISE_SECONDS,
    schedule: options.worker,
    reindex: false,
  })
  boss.on('error', (error) => log.error({ err: error }, 'job queue error'))
  boss.on('warning', (warning) => log.warn({ warning }, 'job queue warning'))
  return boss
}

export function createJobSender(boss: PgBoss): JobSender {
  return {
    async add(tx, name, jobs, options) {
      if (jobs.length === 0) return
      const rows = jobs.map((data) =>
        options?.singletonBy ? { data, singletonKey: options.singletonBy(data) } : { data },
      )
      await boss.insert(name, rows, {
        db: {
          executeSql: async (text, values) => ({ rows: await tx.unsafe(text, values as never[], { prepare: true }) }),
        },
      })
    },
  }
}
