import { z } from 'zod'
import type { Instant } from './instant.ts'
import { type Label, PLATFORM_LABELS, PLATFORMS } from './platforms.ts'

/** Our own codes of carriers; each channel has its own for them, and its own list for all others. */
export const CARRIERS = ['SF', 'YTO', 'ZTO', 'STO', 'YUNDA', 'EMS', 'JD', 'JT', 'DBL', 'DHL', 'UPS', 'FEDEX'] as const
export const CarrierCode = z.enum(CARRIERS)
export type CarrierCode = z.infer<typeof CarrierCode>

export const CARRIER_LABELS = {
  SF: { zh: '顺丰速运', en: 'SF Express' },
  YTO: { zh: '圆通速递', en: 'YTO Express' },
  ZTO: { zh: '中通快递', en: 'ZTO Express' },
  STO: { zh: '申通快递', en: 'STO Express' },
  YUNDA: { zh: '韵达快递', en: 'Yunda Express' },
  EMS: { zh: '邮政 EMS', en: 'EMS' },
  JD: { zh: '京东物流', en: 'JD Logistics' },
  JT: { zh: '极兔速递', en: 'J&T Express' },
  DBL: { zh: '德邦快递', en: 'Deppon' },
  DHL: { zh: 'DHL', en: 'DHL' },
  UPS: { zh: 'UPS', en: 'UPS' },
  FEDEX: { zh: '联邦快递', en: 'FedEx' },
} as const satisfies Record<CarrierCode, Label>

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
