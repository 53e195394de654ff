import { createReadStream } from 'node:fs'
import type { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { parse } from 'csv-parse'
import { matchCancellations } from './match-cancellations.ts'

/** One line of a real basket; money already in invented fen (pounds times nine). */
interface RetailLine {
  readonly code: string
  readonly description: string
  readonly quantity: number
  readonly priceFen: number
}

/** One real invoice. */
export interface Invoice {
  readonly number: string
  readonly customer: string
  /** `yyyy-MM-dd`. */
  readonly day: string
  /** Milliseconds after midnight. */
  readonly timeOfDay: number
  readonly lines: readonly RetailLine[]
  /** The real cancellation of it, where one was found. */
  readonly cancellation: Cancellation | null
}

export interface Cancellation {
  readonly afterMs: number
  readonly amountFen: number
  readonly wholeInvoice: boolean
}

/** A row of a cancelling invoice, before it is matched. */
export interface CancelledRow {
  readonly customer: string
  readonly at: number
  readonly code: string
  readonly quantity: number
}

export interface RetailData {
  readonly invoices: readonly Invoice[]
  readonly days: readonly string[]
  readonly cancellations: number
}

const MINUTE = 60_000
/** Fen for one pound: nine yuan. Invented, so that amounts look like yuan. */
const FEN_PER_POUND = 900
/** Longer baskets are cut: the data is of a wholesaler, and some baskets have hundreds of lines. */
export const LONGEST_BASKET = 20
const GOODS = /^\d{5}/

interface Draft {
  number: string
  customer: string
  day: string
  timeOfDay: number
  lines: Map<string, RetailLine>
}

/** Reads a file in the columns of the Online Retail data set, plain or gzipped. Rows that make no sense are passed over. */
export async function readRetail(file: string): Promise<RetailData> {
  const source = createReadStream(file)
  return readRetailRows(file.endsWith('.gz') ? source.pipe(createGunzip()) : source)
}

export async function readRetailRows(source: Readable): Promise<RetailData> {
  const drafts = new Map<string, Draft>()
  const cancelled: CancelledRow[] = []
  const texts = new Map<string, string>()
  const shared = (text: string) => {
    const known = texts.get(text)
    if (known === undefined) texts.set(text, text)
    return known ?? text
  }
  const rows = source.pipe(parse({ columns: true, bom: true, relax_column_count: true, skip_records_with_error: true }))
  for await (const row of rows as AsyncIterable<Record<string, string | undefined>>) {
    const { InvoiceNo: number = '', StockCode = '', InvoiceDate = '', CustomerID = '' } = row
    const quantity = Number(row.Quantity)
    const at = Date.parse(`${InvoiceDate.slice(0, 16).replace(' ', 'T')}Z`)
    if (!GOODS.test(StockCode) || !Number.isInteger(quantity) || Number.isNaN(at)) continue
    const customer = shared(CustomerID.replace(/\.0$/, ''))
    const code = shared(StockCode)
    if (number.startsWith('C')) cancelled.push({ customer, at, code, quantity: -quantity })
    if (!/^\d/.test(number) || quantity <= 0 || !(Number(row.UnitPrice) >= 0)) continue
    const priceFen = Math.round(Number(row.UnitPrice) * FEN_PER_POUND)
    const draft = drafts.get(number) ?? draftOf(number, customer, at)
    drafts.set(number, draft)
    addLine(draft, { code, description: shared(row.Description?.trim() ?? ''), quantity, priceFen })
  }
  return assemble([...drafts.values()], cancelled)
}

function draftOf(number: string, customer: string, at: number): Draft {
  const day = new Date(at).toISOString().slice(0, 10)
  return { number, customer, day, timeOfDay: at - Date.parse(`${day}T00:00:00Z`), lines: new Map() }
}

/** An item that an invoice names twice is one line. */
function addLine(draft: Draft, line: RetailLine): void {
  const known = draft.lines.get(line.code)
  if (known === undefined && draft.lines.size >= LONGEST_BASKET) return
  draft.lines.set(line.code, known ? { ...known, quantity: known.quantity + line.quantity } : line)
}

function assemble(drafts: readonly Draft[], cancelled: readonly CancelledRow[]): RetailData {
  const invoices = drafts
    .map((draft) => ({
      ...draft,
      timeOfDay: draft.timeOfDay - (draft.timeOfDay % MINUTE),
      lines: [...draft.lines.values()],
    }))
    .sort((a, b) => (a.day === b.day ? a.timeOfDay - b.timeOfDay : a.day < b.day ? -1 : 1))
  const found = matchCancellations(invoices, cancelled)
  return {
    invoices: invoices.map((invoice) => ({ ...invoice, cancellation: found.get(invoice.number) ?? null })),
    days: [...new Set(invoices.map((invoice) => invoice.day))],
    cancellations: found.size,
  }
}
