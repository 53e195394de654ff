import {
  hasLeftWarehouse,
  type MappingChange,
  type MappingPreview,
  type MappingPreviewInput,
  type MappingRefusal,
  type OrderState,
  type PlatformId,
  type ShownStatus,
} from '@baton/contract'
import { readChannelApps } from '../catalogue/index.ts'
import type { Context } from '../runtime/context.ts'
import { readCarrierWords } from './carrier-words.ts'
import { type Affected, findAffected } from './find-affected.ts'
import { lostStates } from './lost-states.ts'
import { replay } from './replay.ts'
import { retellOrders, type ToldOrder } from './retell.ts'
import { type MeantWord, readWords, StatusMaps } from './status-maps.ts'

const ORDERS_AT_ONCE = 100
const EXAMPLES = 20

/**
 * What the last 30 days would look like, had the word meant this: each order it spoke of is replayed under the present
 * map and under the new one by the same pure decision as in life. Reads only, newest first, at most 500 orders.
 */
export async function previewMapping(ctx: Context, input: MappingPreviewInput): Promise<MappingPreview> {
  const { platform, axis, native, standard } = input
  return previewWords(ctx, platform, [{ platform, axis, native, standard }])
}

/** The same for several words of one platform that change together. */
export async function previewWords(
  ctx: Context,
  platform: PlatformId,
  changed: readonly MeantWord[],
): Promise<MappingPreview> {
  const [words, carriers] = await Promise.all([readWords(ctx.sql), readCarrierWords(ctx.sql)])
  const now = new StatusMaps(words, carriers)
  const then = now.with(changed)
  const apps = (await readChannelApps(ctx)).filter((app) => app.platform === platform)
  const affected = await findAll(
    ctx,
    changed,
    apps.map((app) => app.id),
  )
  const comparison = new Comparison()
  for (let from = 0; from === 0 || from < affected.orderIds.length; from += ORDERS_AT_ONCE) {
    const ids = affected.orderIds.slice(from, from + ORDERS_AT_ONCE)
    const waiting = from === 0 ? affected.waitingIds : []
    for (const told of await retellOrders(ctx, { ids, waiting, apps })) comparison.add(told, now, then)
  }
  const { since, complete, events, waiting } = affected
  return {
    since: since.toISOString(),
    complete,
    events,
    waiting,
    orders: comparison.orders,
    unclear: comparison.unclear,
    changes: comparison.changes(),
    refusals: [...unreachable(platform, words, changed), ...comparison.movesBack()],
  }
}

async function findAll(ctx: Context, words: readonly MeantWord[], appIds: readonly string[]): Promise<Affected> {
  const found: Affected[] = []
  for (const { platform, axis, native } of words)
    found.push(await findAffected(ctx, { platform, axis, native, appIds }))
  return {
    since: new Date(Math.max(0, ...found.map((one) => one.since.getTime()))),
    complete: found.every((one) => one.complete),
    events: found.reduce((sum, one) => sum + one.events, 0),
    orderIds: [...new Set(found.flatMap((one) => one.orderIds))],
    waiting: found.reduce((sum, one) => sum + one.waiting, 0),
    waitingIds: [...new Set(found.flatMap((one) => one.waitingIds))],
  }
}

function unreachable(
  platform: PlatformId,
  words: readonly MeantWord[],
  changed: readonly MeantWord[],
): readonly MappingRefusal[] {
  const same = (one: MeantWord, other: MeantWord) =>
    one.platform === other.platform && one.axis === other.axis && one.native === other.native
  const after = [...words.filter((word) => !changed.some((one) => same(one, word))), ...changed]
  const states = lostStates(platform, words, after)
  return states.length > 0 ? [{ code: 'MAPPING_STATE_UNREACHABLE', states }] : []
}

/** Counts what differs between two replays of the same past. */
class Comparison {
  orders = 0
  unclear = 0
  private readonly groups = new Map<
    string,
    { from: ShownStatus | null; to: ShownStatus | null; ids: string[]; orders: number }
  >()
  private readonly back: { id: string; from: OrderState; to: OrderState | null }[] = []

  add({ id, today, told }: ToldOrder, now: StatusMaps, then: StatusMaps): void {
    this.orders += 1
    const was = replay(told, now)?.record ?? null
    const inexact = told.some((one) => !one.exact)
    if (today && inexact && (was?.state !== today.state || was.shown !== today.shown)) {
      this.unclear += 1
      return
    }
    const would = replay(told, then)?.record ?? null
    if (was?.shown !== would?.shown) this.count(was?.shown ?? null, would?.shown ?? null, id)
    if (id && was && hasLeftWarehouse(was.state) && !(would && hasLeftWarehouse(would.state)))
      this.back.push({ id, from: was.state, to: would?.state ?? null })
  }

  private count(from: ShownStatus | null, to: ShownStatus | null, id: string | null): void {
    const group = this.groups.get(`${from}>${to}`) ?? { from, to, ids: [], orders: 0 }
    group.orders += 1
    if (id && group.ids.length < EXAMPLES) group.ids.push(id)
    this.groups.set(`${from}>${to}`, group)
  }

  changes(): readonly MappingChange[] {
    return [...this.groups.values()]
      .map(({ ids, ...group }) => ({ ...group, examples: ids }))
      .sort((a, b) => b.orders - a.orders)
  }

  movesBack(): readonly MappingRefusal[] {
    const { back } = this
    if (back.length === 0) return []
    return [{ code: 'MAPPING_MOVES_BACK', orders: back.length, examples: back.slice(0, EXAMPLES) }]
  }
}
