import { z } from 'zod'
import { CarrierCode } from './carriers.ts'
import { MAX_CODE_LENGTH } from './codes.ts'
import { DELAY_REASONS } from './delay-words.ts'
import { GlobalId } from './global-id.ts'
import { MAX_PHOTOS } from './inspections.ts'
import { RETURN_GRADES } from './return-words.ts'
import type { ScanAnswer } from './scan-answers.ts'
import { MAX_OFFSET_MS, MAX_SCANS } from './scan-words.ts'

export const DelayReason = z.enum(DELAY_REASONS)
export type DelayReason = z.infer<typeof DelayReason>

export const ReturnGrade = z.enum(RETURN_GRADES)
export type ReturnGrade = z.infer<typeof ReturnGrade>

const Text = z.string().trim().min(1).max(MAX_CODE_LENGTH)
const base = {
  /** Minted by the device (UUID version 7); one id has one stored outcome. */
  id: z.uuid(),
  /** Counts the device's scans from 1; the server takes them in this order. */
  seq: z.int().min(1).max(Number.MAX_SAFE_INTEGER),
  /** The device's own clock. */
  at: z.iso.datetime(),
  /** Server clock minus device clock as last measured, in ms; null: never measured. */
  offsetMs: z.int().min(-MAX_OFFSET_MS).max(MAX_OFFSET_MS).nullable(),
  /** Who held the device: `staff.id`; null: nobody was signed in. */
  operatorId: z.string().max(64).nullable(),
}

/** One thing done with the device in hand. `code`: a waybill or a global id. */
export const ScanInput = z.discriminatedUnion('kind', [
  z.strictObject({ ...base, kind: z.literal('pack_start'), code: Text }),
  z.strictObject({
    ...base,
    kind: z.literal('bind'),
    orderId: GlobalId,
    waybill: Text,
    /** Needed where the number alone does not tell. */
    carrier: CarrierCode.nullable(),
  }),
  z.strictObject({ ...base, kind: z.literal('check_item'), code: Text, item: Text, serial: Text.nullable() }),
  z.strictObject({
    ...base,
    kind: z.literal('load'),
    waybill: Text,
    trip: Text,
    /** The trip whose truck it was on by mistake: it comes over from there. */
    from: Text.optional(),
  }),
  z.strictObject({ ...base, kind: z.literal('hand_over'), trip: Text }),
  z.strictObject({ ...base, kind: z.literal('delay'), code: Text, reason: DelayReason }),
  z.strictObject({ ...base, kind: z.literal('return_arrived'), code: Text }),
  z.strictObject({
    ...base,
    kind: z.literal('return_inspected'),
    code: Text,
    grade: ReturnGrade,
    note: z.string().trim().max(300),
    /** Photos that the device uploads by themselves. */
    photos: z.array(z.uuid()).max(MAX_PHOTOS),
  }),
  z.strictObject({ ...base, kind: z.literal('clock_in'), station: Text }),
  z.strictObject({ ...base, kind: z.literal('clock_out') }),
  /** Takes back an earlier scan of the same device. */
  z.strictObject({ ...base, kind: z.literal('undo'), scanId: z.uuid() }),
])
export type ScanInput = z.infer<typeof ScanInput>
export type ScanKind = ScanInput['kind']

/** Scans of one device, oldest first. */
export const ScansApplyInput = z.strictObject({ scans: z.array(ScanInput).min(1).max(MAX_SCANS) })
export type ScansApplyInput = z.infer<typeof ScansApplyInput>

/** The stored outcome of one scan: the same for ever, however often the scan is sent. */
export interface ScanOutcome {
  readonly id: string
  readonly answer: ScanAnswer
  readonly orderId: string | null
  /** What the sentence is about, where one names it: the item, carrier or trip, of a hold its reason. */
  readonly about: string | null
}

export interface ScansApplied {
  readonly outcomes: readonly ScanOutcome[]
  /** Scans of this device that the server has, in all. */
  readonly stored: number
}
