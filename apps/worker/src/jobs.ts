import { listMessageChannels } from '@baton/fulfilment/alerts'
import {
  type AppCache,
  askAfterSales,
  catchUpShop,
  judgeAlternations,
  openClaimReviews,
  permitMessages,
  planWriteBack,
  refreshTokens,
  releaseMapped,
  releaseShops,
  retryOverlooked,
  reviewWaiting,
  watchChannels,
  watchInterceptions,
} from '@baton/fulfilment/channels'
import { checkDeviation, rollDeviation, sampleAgreement } from '@baton/fulfilment/deviation'
import { watchLateness, watchPickUps } from '@baton/fulfilment/dispatch'
import { endSlowErpLogins, listSubscriptions, watchRefusals } from '@baton/fulfilment/erp'
import { archiveOrders, eraseDue, liftExpiredHolds } from '@baton/fulfilment/orders'
import { settleLostJobs } from '@baton/fulfilment/printing'
import { continueReplay } from '@baton/fulfilment/reconcile'
import { watchReturns } from '@baton/fulfilment/returns'
import {
  type Context,
  isDatabaseUnavailable,
  JOB_NAMES,
  type JobName,
  type Jobs,
  type OpenedContext,
} from '@baton/fulfilment/runtime'
import { endForgottenShifts, watchUnmatched } from '@baton/fulfilment/scans'
import { keepHouse } from './keep-house.ts'
import { metrics } from './operations.ts'

type Handler<Name extends JobName> = (jobs: readonly Jobs[Name][]) => Promise<unknown>

/** Every kind of job has exactly one handler; a missing or doubled one does not compile. */
function handlersOf(ctx: Context, boss: OpenedContext['boss'], apps: AppCache): { [Name in JobName]: Handler<Name> } {
  return {
    'channels.catch-up': async (jobs) => {
      for (const { shopId } of jobs) {
        await permitMessages(ctx, apps, shopId)
        try {
          await catchUpShop(ctx, apps, shopId)
        } finally {
          await askAfterSales(ctx, apps, shopId)
        }
      }
    },
    'channels.catch-up-all': async () => {
      const shops = (await apps.all()).flatMap((app) => app.shops)
      for (const shop of shops)
        await boss.send('channels.catch-up', { shopId: shop.id }, { singletonKey: shop.id, singletonSeconds: 60 })
    },
    'channels.retry-waiting': () => retryOverlooked(ctx),
    'channels.write-back': (jobs) =>
      planWriteBack(
        ctx,
        apps,
        jobs.flatMap((job) => job.moves),
      ),
    'channels.open-reviews': (jobs) =>
      openClaimReviews(
        ctx,
        jobs.flatMap((job) => job.claims),
      ),
    'channels.judge-alternation': (jobs) => judgeAlternations(ctx, [...new Set(jobs.flatMap((job) => job.orderIds))]),
    'orders.lift-expired-holds': () => liftExpiredHolds(ctx),
    'orders.erase-due': () => eraseDue(ctx),
    'orders.archive': () => archiveOrders(ctx),
    'channels.release-mapped': async () => {
      await releaseMapped(ctx, ctx.sql)
      await releaseShops(ctx)
    },
    'erp.gather-refusals': () => watchRefusals(ctx),
    'erp.end-slow-logins': () => endSlowErpLogins(ctx),
    'channels.watch': async () => {
      const subscribers = (await listSubscriptions(ctx)).map(({ id, url }) => [id, url] as const)
      const messengers = (await listMessageChannels(ctx)).map(({ id, name }) => [id, name] as const)
      await watchChannels(ctx, new Map([...subscribers, ...messengers]))
      await watchInterceptions(ctx)
      await reviewWaiting(ctx)
    },
    'channels.refresh-tokens': () => refreshTokens(ctx),
    'deviation.roll': () => rollDeviation(ctx),
    'deviation.check': () => checkDeviation(ctx),
    'deviation.sample': () => sampleAgreement(ctx, apps),
    'scans.watch': async () => {
      await watchUnmatched(ctx)
      await watchReturns(ctx)
      await endForgottenShifts(ctx)
    },
    'dispatch.watch': () => watchLateness(ctx),
    'dispatch.watch-pick-ups': () => watchPickUps(ctx),
    'printing.settle-lost': () => settleLostJobs(ctx),
    'reconcile.replay': async (jobs) => {
      for (const job of jobs) await continueReplay(ctx, job ?? {})
    },
    'runtime.keep-house': () => keepHouse(ctx),
  }
}

/** Jobs that come in floods are taken together. */
const BATCH_SIZE: Partial<Record<JobName, number>> = { 'channels.retry-waiting': 20, 'channels.write-back': 20 }

export async function handleJobs(ctx: Context, boss: OpenedContext['boss'], apps: AppCache): Promise<void> {
  const handlers = handlersOf(ctx, boss, apps)
  for (const name of JOB_NAMES) {
    const handle = handlers[name] as Handler<JobName>
    const options = { batchSize: BATCH_SIZE[name] ?? 1, pollingIntervalSeconds: 1, perJobResults: true } as const
    await boss.work<Jobs[JobName]>(name, options, async (jobs) => {
      const results = await settle(jobs, (some) => handle(some.map((job) => job.data)))
      metrics.jobs.inc({ job: name }, results.filter((one) => one.status === 'completed').length)
      return results
    })
  }
}

interface Settled {
  readonly id: string
  readonly status: 'completed' | 'failed'
  readonly output?: unknown
}

/** All of them together; where that fails one by one, so that a job that always fails takes no other along. */
async function settle<One extends { readonly id: string }>(
  jobs: readonly One[],
  handle: (some: readonly One[]) => Promise<unknown>,
): Promise<Settled[]> {
  try {
    await handle(jobs)
    return jobs.map(({ id }) => ({ id, status: 'completed' }))
  } catch (error) {
    if (jobs.length <= 1 || isDatabaseUnavailable(error)) throw error
  }
  const results: Settled[] = []
  for (const job of jobs)
    results.push(
      await handle([job]).then(
        (): Settled => ({ id: job.id, status: 'completed' }),
        (error): Settled => ({ id: job.id, status: 'failed', output: error }),
      ),
    )
  return results
}
