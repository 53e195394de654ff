import fc from 'fast-check'
import {
  judgeAlternations,
  openClaimReviews,
  planWriteBack,
  releaseMapped,
  releaseShops,
  retryOverlooked,
  reviewWaiting,
  sequenceAndRetry,
  watchChannels,
  watchInterceptions,
} from '../../channels/index.ts'
import { watchLateness } from '../../dispatch/index.ts'
import { archiveOrders, liftExpiredHolds } from '../../orders/index.ts'
import type { Jobs } from '../../runtime/index.ts'
import { attachScans, watchUnmatched } from '../../scans/index.ts'
import type { Break } from '../breaks.ts'
import { command, mishap } from '../command.ts'
import type { Model } from '../model.ts'
import { MOODS, type Mood } from '../shop-outside.ts'
import type { Process, World } from '../world.ts'
import { apply } from './apply.ts'
import { echo } from './channel.ts'

const HANDLERS: { [Name in keyof Jobs]?: (process: Process, job: Jobs[Name]) => Promise<unknown> } = {
  'channels.write-back': ({ ctx, apps }, { moves }) => planWriteBack(ctx, apps, moves),
  'channels.open-reviews': ({ ctx }, { claims }) => openClaimReviews(ctx, claims),
  'channels.judge-alternation': ({ ctx }, { orderIds }) => judgeAlternations(ctx, orderIds),
}

/** The jobs that moves caused; one that was done but not ticked off is done again. */
export async function doJobs(
  world: World,
  { twice, mishap }: { twice: boolean; mishap: Break | null },
): Promise<number> {
  const jobs = await world.ctx.sql<{ id: string; name: keyof Jobs; data: never }[]>`
    SELECT id, name, data FROM pgboss.job WHERE state = 'created' ORDER BY created_on, id`
  for (const { id, name, data } of twice ? [...jobs, ...jobs] : jobs) {
    const handle = HANDLERS[name] as ((process: Process, job: never) => Promise<unknown>) | undefined
    if (!handle) throw new Error(`nobody does ${name}`)
    await world.surely(mishap, (process) => handle(process, data))
    await world.ctx.sql`DELETE FROM pgboss.job WHERE id = ${id}`
  }
  return jobs.length
}

/** What the clock starts every minute. */
export async function doMinute(world: World, broken: Break | null): Promise<void> {
  const all: readonly ((process: Process) => Promise<unknown>)[] = [
    ({ ctx }) => retryOverlooked(ctx),
    ({ ctx }) => sequenceAndRetry(ctx),
    ({ ctx }) => releaseMapped(ctx, ctx.sql),
    ({ ctx }) => releaseShops(ctx),
    ({ ctx }) => liftExpiredHolds(ctx),
    ({ ctx }) => attachScans(ctx),
    ({ ctx }) => watchUnmatched(ctx),
    ({ ctx }) => watchLateness(ctx),
    ({ ctx }) => watchChannels(ctx, new Map()),
    ({ ctx }) => watchInterceptions(ctx),
    ({ ctx }) => reviewWaiting(ctx),
  ]
  for (const one of all) await world.surely(broken, one)
}

/** What is due is told, until nothing is. */
export async function tell(model: Model, world: World, broken: Break | null): Promise<void> {
  await world.surely(broken, async ({ deliveries }) => {
    do await deliveries.idle()
    while ((await deliveries.step()) === 0)
    await deliveries.idle()
  })
  echo(model, world)
}

const applies = command<{ mishap: Break | null }>(
  'apply',
  { mishap },
  {
    run: (model, world, { mishap }) => apply(model, world, mishap),
  },
)
const jobs = command<{ twice: boolean; mishap: Break | null }>(
  'jobs',
  { twice: fc.boolean(), mishap },
  {
    run: async (_model, world, told) => void (await doJobs(world, told)),
  },
)
const minute = command<{ mishap: Break | null }>(
  'minute',
  { mishap },
  {
    run: (_model, world, { mishap }) => doMinute(world, mishap),
  },
)
const tells = command<{ mishap: Break | null }>(
  'tell',
  { mishap },
  {
    run: (model, world, { mishap }) => tell(model, world, mishap),
  },
)
const archives = command<{ mishap: Break | null }>(
  'archive',
  { mishap },
  {
    run: async (_model, world, { mishap }) => {
      await world.surely(mishap, ({ ctx }) => archiveOrders(ctx))
    },
  },
)
const SECOND = 1000
const SPANS = [SECOND, 30 * SECOND, 119 * SECOND, 300 * SECOND, 3600 * SECOND, 25 * 3600 * SECOND, 4 * 86_400 * SECOND]
const tick = command<{ milliseconds: number }>(
  'tick',
  { milliseconds: fc.constantFrom(...SPANS) },
  {
    run: async (_model, world, { milliseconds }) => world.forward(milliseconds),
  },
)
const restart = command<Record<string, never>>(
  'restart',
  {},
  {
    run: async (_model, world) => world.restart(),
  },
)
const mood = command<{ of: 'outside' | 'gateway'; mood: Mood }>(
  'shop is',
  { of: fc.constantFrom('outside', 'gateway'), mood: fc.constantFrom(...MOODS) },
  {
    run: async (_model, world, { of, mood }) => {
      world[of].mood = mood
    },
  },
)

export const WORKER = [
  applies,
  applies,
  applies,
  applies,
  jobs,
  jobs,
  minute,
  tells,
  archives,
  tick,
  tick,
  tick,
  restart,
  mood,
]
