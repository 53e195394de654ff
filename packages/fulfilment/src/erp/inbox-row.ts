import { createHash } from 'node:crypto'
import { ERRORS, ErpWrite, type ErrorCode } from '@baton/contract'
import { orderRefOf } from './order-ref.ts'
import { isUsableKey, type TakenRequest, type WriteRequest } from './take-writes.ts'

/** A row as a database connector wrote it. */
export interface InboxRow {
  readonly id: number
  readonly login: string
  readonly address: string
  readonly key: string | null
  readonly orderNumber: string | null
  readonly shop: string | null
  readonly report: string | null
  readonly status: string | null
  readonly carrier: string | null
  readonly waybill: string | null
  readonly lines: string | null
  readonly holdReason: string | null
  readonly note: string | null
  readonly expectedSeq: number | null
  readonly occurredAt: Date | null
}

/** What the row says when it is decided. */
export interface InboxOutcome {
  readonly orderId: string | null
  readonly verdict: string | null
  readonly reason: string | null
  readonly seq: number | null
  readonly code: ErrorCode | null
  readonly message: string | null
}

const COLUMNS = ['status', 'carrier', 'waybill', 'lines', 'hold_reason', 'note'] as const
type Column = (typeof COLUMNS)[number]

/** Which columns each report has; another one filled in is a mistake, not something to overlook. */
const COLUMNS_OF: Record<ErpWrite['report']['kind'], readonly Column[]> = {
  status: ['status', 'carrier', 'waybill', 'lines'],
  waybill: ['carrier', 'waybill', 'lines'],
  hold: ['hold_reason', 'note'],
  lift: ['hold_reason'],
}

/** Where a field of the API stands in the table. */
const COLUMN_OF_FIELD: Record<string, string> = {
  'report.kind': 'report',
  'report.to': 'status',
  'report.reason': 'hold_reason',
  'report.note': 'note',
  'report.parcels': 'waybill',
  'report.parcels.0.carrier': 'carrier',
  'report.parcels.0.waybill': 'waybill',
  'report.parcels.0.lines': 'lines',
  order: 'order_number',
  'order.number': 'order_number',
  'order.shop': 'shop',
  expectedSeq: 'expected_seq',
  occurredAt: 'occurred_at',
}

/** A row as a request of one write, as if it had come over HTTP; or the code and the columns that are wrong. */
export function readInboxRow(row: InboxRow): WriteRequest | InboxOutcome {
  const key = row.key?.trim() ?? ''
  if (!isUsableKey(key)) return refused('IDEMPOTENCY_KEY_MISSING', 'key: 1 to 200 characters')
  const told = textsOf(row)
  const kind = told.report as ErpWrite['report']['kind']
  const strange = COLUMNS.find((column) => told[column] !== null && !COLUMNS_OF[kind]?.includes(column))
  if (kind in COLUMNS_OF && strange) return refused('INPUT_INVALID', `${strange}: not part of a report "${kind}"`)
  const parsed = ErpWrite.safeParse(writeOf(row, told))
  if (!parsed.success) {
    const wrong = parsed.error.issues.map(
      ({ path, message }) => `${columnAt(path)}: ${message.replaceAll('"|"', '", "')}`,
    )
    return refused('INPUT_INVALID', [...new Set(wrong)].join('; '))
  }
  const writes = [parsed.data]
  return { key, writes, bodyHash: createHash('sha256').update(JSON.stringify(writes)).digest() }
}

export function outcomeOf(taken: Exclude<TakenRequest, { kind: 'kept' }>): InboxOutcome {
  if (taken.kind === 'reused')
    return { ...refused('IDEMPOTENCY_KEY_REUSED'), verdict: 'forbidden', reason: 'key_reused' }
  const [result] = taken.results
  const { order = null, verdict = null, reason = null, seq = null, code = null } = result ?? {}
  return { orderId: order, verdict, reason, seq, code, message: code && sentence(code) }
}

/** Nothing was tried: the row itself is wrong. */
export function refused(code: ErrorCode, detail?: string): InboxOutcome {
  const message = detail ? `${sentence(code)}: ${detail}` : sentence(code)
  return { orderId: null, verdict: null, reason: null, seq: null, code, message: message.slice(0, 1000) }
}

/** What a message says beyond its code. */
export function detailOf(code: ErrorCode | null, message: string | null): string | null {
  return (code && message?.slice(sentence(code).length + 2)) || null
}

function sentence(code: ErrorCode): string {
  const { zh, en } = ERRORS[code].label
  return `${zh} / ${en}`
}

type Texts = Record<Column | 'report' | 'order' | 'shop', string | null>

/** Tools that copy tables pad with blanks and write '' for nothing. */
function textsOf(row: InboxRow): Texts {
  const text = (value: string | null) => value?.trim() || null
  return {
    report: text(row.report),
    order: text(row.orderNumber),
    shop: text(row.shop),
    status: text(row.status),
    carrier: text(row.carrier),
    waybill: text(row.waybill),
    lines: text(row.lines),
    hold_reason: text(row.holdReason),
    note: text(row.note),
  }
}

function writeOf({ expectedSeq, occurredAt }: InboxRow, told: Texts): unknown {
  return {
    order: orderRefOf(told.order ?? '', told.shop),
    ...(expectedSeq === null ? {} : { expectedSeq }),
    ...(occurredAt === null ? {} : { occurredAt: isoOf(occurredAt) }),
    report: reportOf(told),
  }
}

/** Postgres knows instants that have no date here: `infinity`, and years beyond 275760. */
function isoOf(at: Date): string {
  return Number.isNaN(at.getTime()) ? '' : at.toISOString()
}

function reportOf(told: Texts): unknown {
  const kind = told.report
  const lines = told.lines?.split(',').map((line) => line.trim()) ?? []
  const hasParcel = told.carrier !== null || told.waybill !== null || lines.length > 0
  const parcels = hasParcel ? [{ carrier: told.carrier ?? '', waybill: told.waybill ?? '', lines }] : []
  if (kind === 'status') return { kind, to: told.status, parcels }
  if (kind === 'waybill') return { kind, parcels }
  return kind === 'hold'
    ? { kind, reason: told.hold_reason, note: told.note ?? '' }
    : { kind, reason: told.hold_reason }
}

function columnAt(path: readonly PropertyKey[]): string {
  const known = path.map((_, index) => COLUMN_OF_FIELD[path.slice(0, path.length - index).join('.')])
  return known.find((column) => column !== undefined) ?? 'row'
}
