import { type AfterSaleSnapshot, DRIVERS, type OrderSnapshot } from '@baton/platforms'
import { askedAtIn, readUnsettledAfterSales, type UnsettledAfterSale } from '../orders/index.ts'
import type { Context } from '../runtime/context.ts'
import { Bell } from '../runtime/wake.ts'
import type { Standing } from './apply.ts'
import { callPlatform, PlatformFailure } from './call-platform.ts'
import { fetchAfterSale, fetchMovedAfterSales, tellsAfterSales } from './fetch-after-sales.ts'
import type { EventReading, Hint } from './read-events.ts'
import { nextTry, standing } from './standing.ts'

const AT_ONCE = 16
const LOOK_MS = 1000

/** A hint with the facts fetched for it. */
export interface FetchedReading {
  readonly hint: Hint
  readonly order: OrderSnapshot
  /** The one it hints at; with an order's first hint also those that moved without a word. */
  readonly afterSales: readonly AfterSaleSnapshot[]
  /** The `seq` its order had before it was asked for, 0 where it was not known. */
  readonly askedAt: number
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
  const groups = [...Map.groupBy(hints, keyOf).values()]
  const next = groups.values()
  const [unsettled, asked] = [await readUnsettled(ctx, groups), await readAskedAt(ctx, groups)]
  const come: Fetched[] = []
  const bell = new Bell()
  const faults: unknown[] = []
  const lane = async () => {
    for (const group of next) {
      const key = keyOf(group[0])
      come.push(await fetchGroup(ctx, group, { unsettled: unsettled.get(key) ?? [], askedAt: asked.get(key) ?? 0 }))
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

function keyOf(hint: Hint | undefined): string {
  return `${hint?.shop.id}\n${hint?.reading.orderNumber}`
}

/** By order, what is known of after-sales that are not over, where their channel can be asked about them. */
async function readUnsettled(ctx: Context, groups: readonly (readonly Hint[])[]) {
  const orders = groups.flatMap(([first]) =>
    first && tellsAfterSales(first.app)
      ? [{ platform: first.app.platform, shopId: first.shop.id, orderNumber: first.reading.orderNumber }]
      : [],
  )
  const known = await readUnsettledAfterSales(ctx.sql, orders)
  return Map.groupBy(known, (one) => `${one.shopId}\n${one.orderNumber}`)
}

function together(parts: readonly Fetched[]): Fetched {
  const readings = parts.flatMap((one) => one.readings)
  return {
    readings: readings.sort((a, b) => a.hint.event.id - b.hint.event.id),
    settled: parts.flatMap((one) => one.settled),
  }
}

/** How far each hinted order has come; those that are not known yet are missing. */
async function readAskedAt(ctx: Context, groups: readonly (readonly Hint[])[]): Promise<ReadonlyMap<string, number>> {
  const firsts = groups.flatMap(([first]) => first ?? [])
  const rows = await ctx.sql<{ shopId: string; nativeNumber: string; askedAt: number }[]>`
    SELECT o.shop_id, o.native_number, ${askedAtIn(ctx.sql)} AS asked_at
    FROM unnest(${firsts.map((one) => one.shop.id)}::uuid[], ${firsts.map((one) => one.reading.orderNumber)}::text[])
      AS h(shop_id, native_number)
    JOIN orders o USING (shop_id, native_number)`
  return new Map(rows.map((row) => [`${row.shopId}\n${row.nativeNumber}`, row.askedAt]))
}

async function fetchGroup(
  ctx: Context,
  group: readonly Hint[],
  { unsettled, askedAt }: { unsettled: readonly UnsettledAfterSale[]; askedAt: number },
): Promise<Fetched> {
  const readings: FetchedReading[] = []
  const settled: Standing[] = []
  const [first] = group
  if (!first) return { readings, settled }
  try {
    const order = await fetchOrder(ctx, first)
    const others = notHintedAt(group, unsettled)
    let moved = await fetchMovedAfterSales(ctx, first, { told: order.afterSales, unsettled: others })
    for (const hint of group) {
      const hinted = hint.reading.kind === 'after_sale_hint' ? await fetchAfterSale(ctx, hint, hint.reading) : null
      readings.push({ hint, order, askedAt, afterSales: hinted ? [hinted, ...moved] : moved })
      moved = []
    }
  } catch (error) {
    const done = new Set(readings.map((one) => one.hint))
    for (const hint of group) if (!done.has(hint)) settled.push(failed(ctx, hint, error))
  }
  return { readings, settled }
}

function notHintedAt(group: readonly Hint[], unsettled: readonly UnsettledAfterSale[]): readonly UnsettledAfterSale[] {
  const hinted = group.flatMap(({ reading }) => (reading.kind === 'after_sale_hint' ? [reading.afterSaleNumber] : []))
  return unsettled.filter((one) => !hinted.includes(one.afterSaleNumber))
}

async function fetchOrder(ctx: Context, hint: Hint): Promise<OrderSnapshot> {
  const call = DRIVERS[hint.app.platform].calls.readOrder
  if (!call) throw new PlatformFailure({ code: 'no_call', message: 'this channel has no order read', action: 'never' })
  return callPlatform(ctx, hint, call, { orderNumber: hint.reading.orderNumber })
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
