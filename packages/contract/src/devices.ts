import { z } from 'zod'
import type { Instant } from './instant.ts'
import type { Label } from './platforms.ts'
import { MAX_OFFSET_MS } from './scan-words.ts'

/**
 * `browser`: a PDA or phone that opened the scan pages. `gun`: anything else that signs its scans with a key. `agent`:
 * prints for a warehouse, and signs like a gun.
 */
const DEVICE_KINDS = ['browser', 'gun', 'agent'] as const
export const DeviceKind = z.enum(DEVICE_KINDS)
export type DeviceKind = z.infer<typeof DeviceKind>

export const DEVICE_KIND_LABELS = {
  browser: { zh: 'PDA / 手机', en: 'PDA or phone' },
  gun: { zh: '扫码枪', en: 'Scan gun' },
  agent: { zh: '打印代理', en: 'Print agent' },
} as const satisfies Record<DeviceKind, Label>

/** What a device may scan beside clocking in, looking up and giving reasons: to pack, to ship, to take returns. */
export const DEVICE_GRANTS = ['packing', 'shipped', 'returns'] as const
export const DeviceGrant = z.enum(DEVICE_GRANTS)
export type DeviceGrant = z.infer<typeof DeviceGrant>

export const DEVICE_GRANT_LABELS = {
  packing: { zh: '打包、绑定、核对', en: 'Pack, bind, check' },
  shipped: { zh: '装车、交接', en: 'Load, hand over' },
  returns: { zh: '收退货、质检', en: 'Take in and inspect returns' },
} as const satisfies Record<DeviceGrant, Label>

const name = z.string().trim().min(1).max(60)

/** A code that makes one browser a device of a warehouse; shown as QR, good once and for a short time. */
export const EnrolmentCreateInput = z.strictObject({ warehouseId: z.uuid(), name })
export type EnrolmentCreateInput = z.infer<typeof EnrolmentCreateInput>

/** Where a phone learns to trust a machine that was started with `--lan`. */
export const TRUST_PATH = '/trust'

export interface EnrolmentView {
  /** What the device opens. */
  readonly url: string
  /** Where a phone learns to trust that address; null: any does. */
  readonly trustUrl: string | null
  readonly code: string
  readonly expiresAt: Instant
}

/** The device that this browser was before, and how far it had counted: what it has not sent was made in that one's name. */
const FormerDevice = z.strictObject({ id: z.uuid(), lastSeq: z.int().min(0).max(Number.MAX_SAFE_INTEGER) })
export type FormerDevice = z.infer<typeof FormerDevice>

export const EnrolInput = z.strictObject({
  code: z.string().regex(/^[A-Za-z0-9_-]{22}$/),
  former: FormerDevice.optional(),
})
export type EnrolInput = z.infer<typeof EnrolInput>

/** A signed-in person makes this browser a device. */
export const EnrolSelfInput = z.strictObject({ warehouseId: z.uuid(), former: FormerDevice.optional() })
export type EnrolSelfInput = z.infer<typeof EnrolSelfInput>

export const GunCreateInput = z.strictObject({ warehouseId: z.uuid(), name })
export type GunCreateInput = z.infer<typeof GunCreateInput>

/** Its key is shown this once. */
export interface GunView {
  readonly id: string
  readonly key: string
}

export const DeviceIdInput = z.strictObject({ id: z.uuid() })
export type DeviceIdInput = z.infer<typeof DeviceIdInput>

export const DeviceGrantsInput = z.strictObject({
  id: z.uuid(),
  grants: z.array(DeviceGrant).max(DEVICE_GRANTS.length),
})
export type DeviceGrantsInput = z.infer<typeof DeviceGrantsInput>

export const HeartbeatInput = z.strictObject({
  /** Percent; null where the browser does not tell. */
  battery: z.int().min(0).max(100).nullable(),
  version: z.string().max(40),
  /** Scans on the device that the server has not answered. */
  unsent: z.int().min(0).max(1_000_000),
  offsetMs: z.int().min(-MAX_OFFSET_MS).max(MAX_OFFSET_MS).nullable(),
  /** Whether web push reaches it. */
  push: z.enum(['on', 'off', 'unsupported', 'timed_out', 'blocked']),
})
export type HeartbeatInput = z.infer<typeof HeartbeatInput>

/** What a device that told of itself hears. */
export interface HeartbeatAnswer {
  readonly undoSeconds: number
  readonly timeZone: string
}

export interface DeviceView {
  readonly id: string
  readonly kind: DeviceKind
  readonly name: string
  readonly warehouseId: string
  readonly warehouseName: string
  readonly createdAt: Instant
  readonly revokedAt: Instant | null
  readonly lastSeenAt: Instant | null
  readonly battery: number | null
  readonly version: string | null
  readonly unsent: number | null
  readonly offsetMs: number | null
  readonly push: HeartbeatInput['push'] | null
  readonly operatorName: string | null
  readonly grants: readonly DeviceGrant[]
  readonly scansToday: number
  /** Uploaded after it was revoked, waiting for a person. */
  readonly quarantined: number
}

/** The device that is calling, as it sees itself. */
export interface ThisDevice {
  readonly id: string
  readonly name: string
  readonly warehouseId: string
  readonly warehouseName: string
  readonly isRevoked: boolean
  /** The server's clock, to measure the device's against. */
  readonly serverTime: Instant
  /** The highest `seq` the server has of it; a device that lost its storage goes on from there. */
  readonly lastSeq: number
  readonly operator: OperatorView | null
}

export interface OperatorView {
  readonly id: string
  readonly name: string
  readonly isClockedIn: boolean
  /** Where they clocked in; null: they have not. */
  readonly station: string | null
}

export const BadgeSignInInput = z.strictObject({
  badge: z.string().max(20),
  pin: z.string().regex(/^\d{4,8}$/),
})
export type BadgeSignInInput = z.infer<typeof BadgeSignInInput>

export const BadgeIssueInput = z.strictObject({
  staffId: z.string().min(1).max(64),
  pin: z.string().regex(/^\d{4,8}$/),
  /** Days until it must be renewed. */
  days: z.int().min(1).max(730).default(365),
})
export type BadgeIssueInput = z.infer<typeof BadgeIssueInput>

export interface BadgeView {
  readonly staffId: string
  readonly code: string
  readonly expiresAt: Instant
}

/** Who may carry a badge, and until when theirs opens a device; null: they have none. */
export interface BadgeHolder {
  readonly id: string
  readonly name: string
  readonly expiresAt: Instant | null
  /** Wrong PINs closed it until then, at some device; null: it is open everywhere. */
  readonly lockedUntil: Instant | null
}

export const StationSaveInput = z.strictObject({ warehouseId: z.uuid(), name })
export type StationSaveInput = z.infer<typeof StationSaveInput>

export interface StationView {
  readonly code: string
  readonly name: string
  readonly warehouseId: string
  readonly warehouseName: string
  /** Who is clocked in there now. */
  readonly people: readonly string[]
}
