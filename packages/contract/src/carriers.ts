import { z } from 'zod'
import { CARRIERS } from './carrier-labels.ts'
import type { Instant } from './instant.ts'
import { type Label, PLATFORM_LABELS, PLATFORMS } from './platforms.ts'

export const CarrierCode = z.enum(CARRIERS)
export type CarrierCode = z.infer<typeof CarrierCode>

/** Systems that are told of carriers in codes of their own: every channel, and the mini-program that takes an own shop's payments. */
export const CARRIER_SYSTEMS = [...PLATFORMS, 'weixin-mini'] as const
export const CarrierSystem = z.enum(CARRIER_SYSTEMS)
export type CarrierSystem = z.infer<typeof CarrierSystem>

export const CARRIER_SYSTEM_LABELS = {
  ...PLATFORM_LABELS,
  'weixin-mini': { zh: '微信小程序', en: 'WeChat mini-program' },
} as const satisfies Record<CarrierSystem, Label>

const word = {
  platform: CarrierSystem,
  /** One of ours, or whatever word an ERP reports for a carrier. */
  carrier: z.string().trim().min(1).max(40),
}
export const CarrierWordInput = z.strictObject(word)
export type CarrierWordInput = z.infer<typeof CarrierWordInput>

export const CarrierSaveInput = z.strictObject({
  ...word,
  /** The channel's own code; null: the channel takes no parcels of it. */
  code: z.string().trim().min(1).max(60).nullable(),
  /** As the channel is told it; null: our own word. */
  name: z.string().trim().min(1).max(60).nullable(),
  /** The version the person saw; 0: nothing but the published code. */
  expectedVersion: z.int().min(0),
  reason: z.string().trim().min(1).max(300),
})
export type CarrierSaveInput = z.infer<typeof CarrierSaveInput>

/** What one channel calls one carrier. */
export interface CarrierCodeView {
  readonly carrier: string
  readonly code: string | null
  readonly name: string | null
  /** As published; null where the channel's list has none for it. */
  readonly published: string | null
  /** 0: nobody changed the published code. */
  readonly version: number
  readonly author: string | null
  readonly createdAt: Instant | null
}

export interface CarrierVersionView {
  readonly version: number
  readonly code: string | null
  readonly name: string | null
  readonly author: string
  readonly reason: string
  readonly createdAt: Instant
}
