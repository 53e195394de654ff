import { createHash } from 'node:crypto'
import type postgres from 'postgres'

interface EventRow {
  readonly orderId: string
  readonly seq: number
  readonly actorKind: string
  readonly actorName: string
  readonly cause: string
  readonly patch: Record<string, unknown>
  readonly recordedAt: Date
  /** Null inside an archive, which keeps the hash of its last event for all before it. */
  readonly chain: Uint8Array | null
}

/** I9: an order's events, replayed from nothing, give its row of today; each event, and the row, carries the hash of all before it. */
export async function checkReplay(owner: postgres.Sql): Promise<string[]> {
  const events = await owner<EventRow[]>`
    SELECT order_id AS "orderId", seq, actor_kind AS "actorKind", actor_name AS "actorName", cause, patch,
           recorded_at AS "recordedAt", chain FROM order_event_history ORDER BY order_id, seq`
  const rows = await owner<Record<string, unknown>[]>`SELECT * FROM orders`
  const folded = new Map<string, Record<string, unknown>>()
  const chains = new Map<string, Uint8Array>()
  const broken = new Set<string>()
  for (const event of events) {
    folded.set(event.orderId, { ...folded.get(event.orderId), ...event.patch })
    const hash = hashOf(chains.get(event.orderId) ?? Buffer.alloc(32), event)
    if (event.chain && !hash.equals(Buffer.from(event.chain))) broken.add(`${event.orderId} ${event.seq}`)
    chains.set(event.orderId, event.chain ?? hash)
  }
  const different = rows.flatMap((row) => {
    const id = String(row.id)
    return differences(row, { ...folded.get(id), chain: chains.get(id) })
  })
  const complaints: string[] = []
  if (broken.size > 0) complaints.push(`I9: the chain is broken at ${broken.size} events, e.g. ${[...broken][0]}`)
  if (different.length > 0) complaints.push(`I9: replay differs in ${different.length} values, e.g. ${different[0]}`)
  return complaints
}

/** As the audit promises it: SHA-256 over the hash before and this event as JSON with sorted keys. */
function hashOf(previous: Uint8Array, event: EventRow): Buffer {
  const { orderId, seq, actorKind, actorName, cause, patch, recordedAt } = event
  const content = { actorKind, actorName, cause, orderId, patch, recordedAt, seq }
  return createHash('sha256').update(previous).update(sorted(content)).digest()
}

function sorted(value: unknown): string {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex')
  if (value instanceof Date) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(sorted).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${sorted(inner)}`).join(',')}}`
}

const BIG = new Set(['source_version', 'amount_fen'])

/** Columns that no event ever wrote (a migration's new one) may only be empty. */
function differences(row: Record<string, unknown>, replayed: Record<string, unknown>): string[] {
  return Object.entries(row).flatMap(([column, stored]) => {
    const name = column.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase())
    const value = BIG.has(column) ? Number(stored) : stored
    return sorted(replayed[name] ?? null) === sorted(value ?? null) ? [] : [`${String(row.id)}.${column}`]
  })
}
