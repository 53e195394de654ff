import type { ScanInput, ScanOutcome, ScansApplied } from '@baton/contract'
import { readMerchant } from '../catalogue/index.ts'
import { type OrderDesk, TooManyOrders, workOrders } from '../orders/index.ts'
import type { Context } from '../runtime/context.ts'
import type { Tx } from '../runtime/database.ts'
import { inTransaction } from '../runtime/transaction.ts'
import { type Device, findFormer } from '../staff/index.ts'
import { codesOf } from './facts.ts'
import { gatherFacts } from './gather-facts.ts'
import { judgeScan } from './judge.ts'
import { type Around, type DatedScan, type Judged, noWrites } from './judged.ts'
import { occurredAt } from './occurred-at.ts'
import { type StoredScan, writeFloor, writeScans } from './write-scans.ts'

/** What the scans of one transaction name; its orders stay below what it may lock, also where parcels hold two. */
const CODES_AT_ONCE = 100

/**
 * Takes scans of one device, oldest first, each with its move in one transaction. A scan id that is known has the outcome
 * it had; what a fault interrupts stores nothing and is sent again. A revoked device's scans are kept and wait for a person.
 */
export async function applyScans(
  ctx: Context,
  device: Device,
  input: { readonly scans: readonly ScanInput[] },
): Promise<ScansApplied> {
  const outcomes = new Map<string, ScanOutcome>()
  const scans = input.scans.toSorted((a, b) => a.seq - b.seq)
  for (const { maker, made } of await byMaker(ctx, device, scans))
    for (const part of partsOf(made)) for (const one of await applyPart(ctx, maker, part)) outcomes.set(one.id, one)
  ctx.waker.wake('orders_moved')
  const [row] = await ctx.sql<{ stored: number }[]>`SELECT stored FROM devices WHERE id = ${device.id}`
  const told = input.scans.flatMap((scan) => outcomes.get(scan.id) ?? [])
  return { outcomes: told, stored: row?.stored ?? 0 }
}

/** Scans that a browser made before it was enrolled anew are those of the device that it was then; the earliest first. */
async function byMaker(
  ctx: Context,
  device: Device,
  scans: readonly ScanInput[],
): Promise<readonly { readonly maker: Device; readonly made: readonly ScanInput[] }[]> {
  const lastSeq = device.former?.lastSeq ?? 0
  const earlier = scans.filter(({ seq }) => seq <= lastSeq)
  const former = device.former && earlier.length > 0 ? await findFormer(ctx, device.former) : null
  if (former === null) return [{ maker: device, made: scans }]
  const later = { maker: device, made: scans.filter(({ seq }) => seq > lastSeq) }
  return [...(await byMaker(ctx, former, earlier)), later]
}

function partsOf(scans: readonly ScanInput[]): readonly (readonly ScanInput[])[] {
  const parts: ScanInput[][] = []
  let named = new Set<string>()
  for (const scan of scans) {
    const { orderIds, waybills } = codesOf([scan])
    named = new Set([...named, ...orderIds, ...waybills])
    if (parts.length === 0 || named.size > CODES_AT_ONCE) {
      parts.push([])
      named = new Set([...orderIds, ...waybills])
    }
    parts.at(-1)?.push(scan)
  }
  return parts
}

/** Where parcels hold more orders than one transaction may lock, one half after the other. */
async function applyPart(ctx: Context, device: Device, scans: readonly ScanInput[]): Promise<readonly ScanOutcome[]> {
  try {
    return await applyTogether(ctx, device, scans)
  } catch (error) {
    if (!(error instanceof TooManyOrders) || scans.length === 1) throw error
    const half = Math.ceil(scans.length / 2)
    const first = await applyPart(ctx, device, scans.slice(0, half))
    return [...first, ...(await applyPart(ctx, device, scans.slice(half)))]
  }
}

async function applyTogether(
  ctx: Context,
  device: Device,
  scans: readonly ScanInput[],
): Promise<readonly ScanOutcome[]> {
  return inTransaction(ctx, async (tx) => {
    const [previous, known] = await Promise.all([lockDevice(tx, device.id), readOutcomes(tx, scans)])
    const isKnown = new Set(known.map((one) => one.id))
    const fresh = dated(ctx, scans, { isKnown, previous })
    const write = (stored: readonly StoredScan[]) => writeScans(ctx, tx, { device, stored })
    const stored = device.isRevoked
      ? fresh.map(quarantined)
      : await judgeScans(ctx, tx, { device, dated: fresh, write })
    if (device.isRevoked) await write(stored)
    return [...known, ...stored.map(outcomeOf)]
  })
}

export interface ScansToJudge {
  readonly device: Device
  readonly dated: readonly DatedScan[]
  readonly isLate?: boolean
  /** Writes the scans themselves. */
  readonly write: (stored: readonly StoredScan[]) => Promise<void>
}

/** Judges dated scans under lock and writes them with all that follows from them. */
export async function judgeScans(ctx: Context, tx: Tx, scans: ScansToJudge): Promise<readonly StoredScan[]> {
  const { device, dated, isLate = false } = scans
  if (dated.length === 0) return []
  const [{ facts, loaded }, { undoSeconds }] = await Promise.all([
    gatherFacts(ctx, tx, { device, scans: dated.map((one) => one.scan) }),
    readMerchant(ctx, tx),
  ])
  const writes = noWrites()
  const targets = [...facts.orderIds].map((id) => ({ by: 'id', id }) as const)
  const work = (desk: OrderDesk) => {
    const { address } = ctx
    const around: Around = {
      device,
      address,
      facts,
      desk,
      bound: new Map(),
      writes,
      now: ctx.now(),
      undoSeconds,
      isLate,
    }
    return dated.map((one) => ({ ...one, judged: judgeScan(around, one) }))
  }
  const writeToo = (stored: readonly StoredScan[]) => Promise.all([writeFloor(ctx, tx, writes), scans.write(stored)])
  return workOrders(ctx, tx, { targets, traced: false, waybills: [], loaded, work, writeToo })
}

/** One device's scans are taken one batch after the other. */
async function lockDevice(tx: Tx, id: string): Promise<Date | null> {
  const [row] = await tx<{ lastScanAt: Date | null }[]>`SELECT last_scan_at FROM devices WHERE id = ${id} FOR UPDATE`
  return row?.lastScanAt ?? null
}

async function readOutcomes(tx: Tx, scans: readonly ScanInput[]): Promise<readonly ScanOutcome[]> {
  return tx<ScanOutcome[]>`
    SELECT id, answer, order_id, about FROM scans WHERE id = ANY(${scans.map((scan) => scan.id)})`
}

function dated(
  ctx: Context,
  scans: readonly ScanInput[],
  { isKnown, previous }: { isKnown: ReadonlySet<string>; previous: Date | null },
): DatedScan[] {
  const received = ctx.now()
  const fresh = new Map(scans.filter((scan) => !isKnown.has(scan.id)).map((scan) => [scan.id, scan]))
  let last = previous
  return [...fresh.values()].map((scan) => {
    const at = occurredAt(scan, { previous: last, received })
    last = at
    return { scan, occurredAt: at, receivedAt: received }
  })
}

const QUARANTINED: Judged = { answer: 'quarantined', about: null, orderId: null, eventSeq: null, waybill: null }

function quarantined(one: DatedScan): StoredScan {
  return { ...one, judged: QUARANTINED }
}

function outcomeOf({ scan, judged }: StoredScan): ScanOutcome {
  return { id: scan.id, answer: judged.answer, orderId: judged.orderId, about: judged.about }
}
