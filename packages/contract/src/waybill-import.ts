import { z } from 'zod'
import type { Reason, Verdict } from './audit.ts'
import type { CsvImportResult } from './catalogue-views.ts'

export const WaybillImportInput = z.strictObject({
  /** Columns `order` (Baton's id or the channel's number), `carrier` (our code or its name), `waybill`. */
  csv: z.string().max(900_000),
  /** True only checks, and says what would become of each line. */
  dryRun: z.boolean().default(true),
})
export type WaybillImportInput = z.infer<typeof WaybillImportInput>

export interface WaybillImportResult {
  readonly rows: number
  /** With one wrong line nothing is imported. */
  readonly errors: CsvImportResult['errors']
  /** What became of each line, or would become of it; empty while there are errors. */
  readonly lines: readonly WaybillLineResult[]
  readonly applied: boolean
}

export interface WaybillLineResult {
  readonly line: number
  /** As the file names it. */
  readonly order: string
  readonly orderId: string | null
  readonly carrier: string
  readonly waybill: string
  /** Whether the order was on hold before. */
  readonly isHeld: boolean
  readonly verdict: Verdict
  readonly reason: Reason | null
}
