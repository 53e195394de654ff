import { z } from 'zod'
import { MAX_CODE_LENGTH } from './codes.ts'
import { GlobalId } from './global-id.ts'
import type { HoldReason } from './hold.ts'
import type { Instant } from './instant.ts'
import type { Label } from './platforms.ts'
import {
  PRINT_FAILURES,
  PRINTER_FAULTS,
  type PrinterTrouble,
  type PrintFailure,
  type PrintState,
} from './printer-words.ts'
import { seenAt } from './seen-at.ts'

export const PRINTER_LANGUAGES = ['zpl', 'tspl'] as const
export const PrinterLanguage = z.enum(PRINTER_LANGUAGES)
export type PrinterLanguage = z.infer<typeof PrinterLanguage>

export const PRINTER_LANGUAGE_LABELS = {
  zpl: { zh: 'ZPL（斑马及兼容机）', en: 'ZPL (Zebra and compatible)' },
  tspl: { zh: 'TSPL（TSC、得力等）', en: 'TSPL (TSC, Deli and others)' },
} as const satisfies Record<PrinterLanguage, Label>

export const PrinterFault = z.enum(PRINTER_FAULTS)
export type PrinterFault = z.infer<typeof PrinterFault>

const PRINT_KINDS = ['label', 'packing_slip', 'hand_over', 'work_order', 'test'] as const
export const PrintKind = z.enum(PRINT_KINDS)
export type PrintKind = z.infer<typeof PrintKind>

export const PRINT_KIND_LABELS = {
  label: { zh: '面单', en: 'Label' },
  packing_slip: { zh: '装箱单', en: 'Packing slip' },
  hand_over: { zh: '交接单', en: 'Hand-over slip' },
  work_order: { zh: '退货工单', en: 'Return work order' },
  test: { zh: '测试页', en: 'Test page' },
} as const satisfies Record<PrintKind, Label>

const PrintFailureCode = z.enum(PRINT_FAILURES)

const host = z
  .string()
  .trim()
  .min(1)
  .max(253)
  .regex(/^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$|^[0-9A-Fa-f:]{2,39}$/)
const port = z.int().min(1).max(65_535)

export const DEFAULT_PRINTER_PORT = 9100

/** A printer on the warehouse's own network; only the print agent there opens a connection to it. */
export const PrinterSaveInput = z.strictObject({
  /** Null: a new one. */
  id: z.uuid().nullable(),
  seenAt,
  warehouseId: z.uuid(),
  name: z.string().trim().min(1).max(60),
  host,
  port: port.default(DEFAULT_PRINTER_PORT),
  language: PrinterLanguage,
  enabled: z.boolean().default(true),
})
export type PrinterSaveInput = z.infer<typeof PrinterSaveInput>

export const PrinterIdInput = z.strictObject({ id: z.uuid() })
export type PrinterIdInput = z.infer<typeof PrinterIdInput>

export interface PrinterView {
  readonly id: string
  readonly warehouseId: string
  readonly warehouseName: string
  readonly name: string
  readonly host: string
  readonly port: number
  readonly language: PrinterLanguage
  readonly enabled: boolean
  readonly savedAt: Instant
  /** Null: it can print. */
  readonly trouble: PrinterTrouble | null
  /** All that it reports at once. */
  readonly faults: readonly PrinterFault[]
  /** Since when it is as it is; null: nobody has ever told. */
  readonly since: Instant | null
  readonly seenAt: Instant | null
  readonly waiting: number
}

/** A printer as the floor sees it, for a print and as the reason of a delay. */
export interface FloorPrinter {
  readonly id: string
  readonly name: string
  readonly trouble: PrinterTrouble | null
  readonly since: Instant | null
}

/** Without `printerId` the order's warehouse chooses: a printer without trouble, else the first. */
export const PrintInput = z.strictObject({
  orderId: GlobalId,
  kind: z.enum(['label', 'packing_slip']),
  printerId: z.uuid().optional(),
})
export type PrintInput = z.infer<typeof PrintInput>

export const PrintHandOverInput = z.strictObject({
  tripCode: z.string().trim().min(1).max(MAX_CODE_LENGTH),
  printerId: z.uuid().optional(),
})
export type PrintHandOverInput = z.infer<typeof PrintHandOverInput>

export const PrintWorkOrderInput = z.strictObject({
  workOrder: z.string().trim().min(1).max(MAX_CODE_LENGTH),
  printerId: z.uuid().optional(),
})
export type PrintWorkOrderInput = z.infer<typeof PrintWorkOrderInput>

export const PrintJobIdInput = z.strictObject({ id: z.uuid() })
export type PrintJobIdInput = z.infer<typeof PrintJobIdInput>

export const PrintJobsInput = z.strictObject({ printerId: z.uuid().optional(), orderId: GlobalId.optional() })
export type PrintJobsInput = z.infer<typeof PrintJobsInput>

/** What became of a job. */
export interface PrintOutcome {
  readonly state: PrintState
  readonly code: PrintFailure | null
}

export interface PrintJobView extends PrintOutcome {
  readonly id: string
  readonly printerId: string
  readonly printerName: string
  readonly kind: PrintKind
  /** An order's global id, a trip's code, a work order; null of a test page. */
  readonly subject: string | null
  readonly createdAt: Instant
  readonly createdBy: string
  readonly settledAt: Instant | null
}

/** What a label or slip carries, for a printer of ours or the browser's. Receivers come masked. */
export interface PrintSheet {
  readonly orderId: string
  readonly nativeNumber: string
  readonly shopName: string
  readonly warehouseName: string | null
  /** Where the QR code of a label leads: everybody sees it. */
  readonly labelUrl: string
  /** Where the QR code of the slip leads, inside the parcel: to the buyer's private page; the order's id in its fragment is for the floor. */
  readonly slipUrl: string
  /** Why it must not leave. */
  readonly holds: readonly HoldReason[]
  readonly receiver: { readonly name: string; readonly phone: string; readonly region: string } | null
  readonly parcels: readonly { readonly carrier: string; readonly waybill: string }[]
  readonly lines: readonly {
    readonly lineNumber: string
    readonly sku: string | null
    readonly title: string
    readonly quantity: number
  }[]
  readonly pieces: number
  readonly sellerMemo: string | null
}

/** Most that an agent is given at once. */
export const MAX_PRINT_JOBS = 10
/** The longest that a take waits for work. */
export const MAX_TAKE_WAIT_MS = 25_000

export const PrintTakeInput = z.strictObject({ waitMs: z.int().min(0).max(MAX_TAKE_WAIT_MS) })
export type PrintTakeInput = z.infer<typeof PrintTakeInput>

const AgentPrinter = z.object({ id: z.uuid(), name: z.string(), host, port, language: PrinterLanguage })
export type AgentPrinter = z.infer<typeof AgentPrinter>

/** Jobs for one agent. The same id may come again: it is printed once. */
export const PrintTaken = z.object({
  jobs: z.array(z.object({ id: z.uuid(), kind: PrintKind, printer: AgentPrinter, document: z.base64() })),
})
export type PrintTaken = z.infer<typeof PrintTaken>

export const PrintResultsInput = z.strictObject({
  results: z
    .array(
      z.discriminatedUnion('state', [
        z.strictObject({ id: z.uuid(), state: z.literal('printed') }),
        z.strictObject({ id: z.uuid(), state: z.literal('failed'), code: PrintFailureCode }),
      ]),
    )
    .min(1)
    .max(100),
})
export type PrintResultsInput = z.infer<typeof PrintResultsInput>
export type PrintResult = PrintResultsInput['results'][number]

export const PrintStatusInput = z.strictObject({
  version: z.string().max(40),
  printers: z
    .array(z.strictObject({ id: z.uuid(), faults: z.array(PrinterFault).max(PRINTER_FAULTS.length) }))
    .max(100),
})
export type PrintStatusInput = z.infer<typeof PrintStatusInput>

/** The printers that the agent is to ask from now on: those of its own warehouse. */
export const PrintStatusAnswer = z.object({ printers: z.array(AgentPrinter) })
export type PrintStatusAnswer = z.infer<typeof PrintStatusAnswer>
