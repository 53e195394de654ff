import { type AfterSaleSnapshot, DRIVERS, type OrderSnapshot } from '@baton/platforms'
import type { Context } from '../runtime/context.ts'
import { Bell } from '../runtime/wake.ts'
import type { Standing } from './apply.ts'
import { callPlatform, PlatformFailure } from './call-platform.ts'
import type { EventReading, Hint } from './read-events.ts'
import { nextTry, standing } from './standing.ts'

const AT_ONCE = 16
const LOOK_MS = 1000

/** A hint with the facts fetched for it. */
export interface FetchedReading {
  readonly hint: Hint
  readonly order: OrderSnapshot
  readonly afterSale: AfterSaleSnapshot | null
  /** The `seq` its order had before it was asked for, 0 where it was not known. */
  readonly askedAtSeq: number
}

/** What was fetched in one go, and where those stand whose platform refused. */
export interface Fetched {
  readonly readings: readonly FetchedReading[]
  readonly settled: readonly Standing[]
}

/**
 * Fetches each hinted order once, however many hints there are, at most 16 at a time. Gives what has come so far whenever
 * it is asked, so that nobody waits for an order whose platform hangs.
 */
export async function* fetchFacts(ctx: Context, hints: readonly Hint[]): AsyncGenerator<Fetched> {
  const groups = [...Map.groupBy(hints, nameOf).values()]
  const seqs = await readSeqs(ctx, hints)
  const next = groups.values()
  const come: Fetched[] = []
  const bell = new Bell()
  const faults: unknown[] = []
  const lane = async () => {
    for (const group of next) {
      come.push(await fetchGroup(ctx, group, seqs))
      bell.ring()
    }
  }
  let running = Math.min(AT_ONCE, groups.length)
  const ended = (fault?: unknown) => {
    if (fault !== undefined) faults.push(fault)
    running -= 1
    bell.ring()
  }
  for (let started = running; started > 0; started -= 1) lane().then(() => ended(), ended)
  while (running > 0 || come.length > 0) {
    if (come.length === 0) await bell.wait(LOOK_MS)
    else yield together(come.splice(0))
  }
  if (faults.length > 0) throw faults[0]
}

function together(parts: readonly Fetched[]): Fetched {
  const readings = parts.flatMap((one) => one.readings)
  return {
    readings: readings.sort((a, b) => a.hint.event.id - b.hint.event.id),
    settled: parts.flatMap((one) => one.settled),
  }
}

function nameOf({ shop, reading }: Hint): string {
  return `${shop.id}\n${reading.orderNumber}`
}

/** How far each hinted order has come; those that are not known yet are missing. */
async function readSeqs(ctx: Context, hints: readonly Hint[]): Promise<ReadonlyMap<string, number>> {
  const [shops, numbers] = [hints.map((one) => one.shop.id), hints.map((one) => one.reading.orderNumber)]
  const rows = await ctx.sql<{ shopId: string; nativeNumber: string; seq: number }[]>`
    SELECT o.shop_id, o.native_number, o.seq
    FROM (SELECT DISTINCT * FROM unnest(${shops}::uuid[], ${numbers}::text[]) AS t(shop_id, native_number)) h
    JOIN orders o USING (shop_id, native_number)`
  return new Map(rows.map((row) => [`${row.shopId}\n${row.nativeNumber}`, row.seq]))
}

async function fetchGroup(ctx: Context, group: readonly Hint[], seqs: ReadonlyMap<string, number>): Promise<Fetched> {
  const readings: FetchedReading[] = []
  const settled: Standing[] = []
  const [first] = group
  if (!first) return { readings, settled }
  try {
    const order = await fetchOrder(ctx, first)
    const askedAtSeq = seqs.get(nameOf(first)) ?? 0
    for (const hint of group) readings.push({ hint, order, askedAtSeq, afterSale: await fetchAfterSale(ctx, hint) })
  } catch (error) {
    const done = new Set(readings.map((one) => one.hint))
    for (const hint of group) if (!done.has(hint)) settled.push(failed(ctx, hint, error))
  }
  return { readings, settled }
}

async function fetchOrder(ctx: Context, hint: Hint): Promise<OrderSnapshot> {
  const call = DRIVERS[hint.app.platform].calls.readOrder
  if (!call) throw new PlatformFailure({ code: 'no_call', message: 'this channel has no order read', action: 'never' })
  return callPlatform(ctx, hint, call, { orderNumber: hint.reading.orderNumber })
}

async function fetchAfterSale(ctx: Context, hint: Hint): Promise<AfterSaleSnapshot | null> {
  const call = DRIVERS[hint.app.platform].calls.readAfterSale
  if (hint.reading.kind !== 'after_sale_hint' || !call) return null
  const { orderNumber, afterSaleNumber } = hint.reading
  return callPlatform(ctx, hint, call, { orderNumber, afterSaleNumber })
}

function failed(ctx: Context, hint: EventReading, error: unknown): Standing {
  if (!(error instanceof PlatformFailure)) throw error
  const { event } = hint
  return standing(event, {
    state: 'failed',
    verdict: error.fault.action === 'absent' ? 'unmatched' : null,
    error: error.message,
    nextTryAt: nextTry(event.tries, ctx.now()),
  })
}
