import { z } from 'zod'
import type { Instant } from './instant.ts'

/** Hints are kept as long as a rule may ask for them: 30 days. */
const MOST_HOURS = 720
/** No hint is older for a rule than this, in hours. */
export const StockHintHours = z.int().min(1).max(MOST_HOURS)
export const USUAL_STOCK_HINT_HOURS = 24

const text = (max: number) => z.string().trim().min(1).max(max)

/** How much of a SKU some system says that a warehouse has. */
export const StockHint = z.strictObject({
  /** Its code. */
  warehouse: text(32),
  sku: text(64),
  /** Below zero where that system has sold more than it has. */
  quantity: z.int().min(-1_000_000_000).max(1_000_000_000),
})
export type StockHint = z.infer<typeof StockHint>

/** A hint of a file, with the instant it is of. */
export const StockHintRow = StockHint.extend({ saidAt: z.iso.datetime({ offset: true }) })
export type StockHintRow = z.infer<typeof StockHintRow>

/** How much there is, as it was at `saidAt`. Of each warehouse and SKU one line: several storage places are added up before. */
export const ErpStock = z
  .strictObject({
    saidAt: z.iso.datetime({ offset: true }),
    hints: z.array(StockHint).min(1).max(1000),
  })
  .superRefine(({ hints }, refusal) => {
    const first = new Map<string, number>()
    for (const [at, { warehouse, sku }] of hints.entries()) {
      const key = JSON.stringify([warehouse, sku])
      const before = first.get(key)
      if (before === undefined) first.set(key, at)
      else
        refusal.addIssue({ code: 'custom', path: ['hints', at], message: `same warehouse and SKU as hints.${before}` })
    }
  })
export type ErpStock = z.infer<typeof ErpStock>

export interface ErpStockResult {
  /** Hints that stand now. */
  readonly applied: number
  /** Hints older than what is known. */
  readonly stale: number
  /** Codes that no warehouse has; their hints were left out. */
  readonly unknownWarehouses: readonly string[]
  /** SKUs that no product has, at most a hundred of them; their hints stand all the same. */
  readonly unknownSkus: readonly string[]
}

/** As it was said then; nothing that was ordered since is taken off it. */
export interface StockHintView {
  readonly warehouseName: string
  readonly quantity: number
  readonly saidAt: Instant
  /** The ERP, or the person who imported it. */
  readonly saidBy: string
}
