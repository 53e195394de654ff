import { z } from 'zod'
import type { Browser, System } from './browsers.ts'
import type { Instant } from './instant.ts'

/** What may be a password, whoever sets it. */
export const Password = z.string().min(10).max(128)

export const PasswordChangeInput = z
  .strictObject({ current: z.string().min(1).max(128), next: Password })
  .refine(({ current, next }) => current !== next, { path: ['next'], params: { reason: 'same_as_before' } })
export type PasswordChangeInput = z.infer<typeof PasswordChangeInput>

export const OwnSessionInput = z.strictObject({ id: z.string().min(1).max(64) })
export const OwnDeviceInput = z.strictObject({ id: z.uuid() })

/** A browser in which a person is signed in by their password. */
export interface OwnSessionView {
  readonly id: string
  readonly browser: Browser
  readonly system: System
  /** The device that the browser is, by the name it was enrolled with. */
  readonly deviceName: string | null
  /** Where it was signed in from; null where that is not known. */
  readonly address: string | null
  readonly signedInAt: Instant
  /** True to five minutes. */
  readonly lastUsedAt: Instant
  readonly isThisOne: boolean
}

/** A device of the floor that a person holds by badge and PIN, or as their own. */
export interface HeldDeviceView {
  readonly id: string
  readonly name: string
  readonly warehouseName: string
  readonly since: Instant
  /** When whoever holds it has to show who they are again. */
  readonly until: Instant
  readonly lastSeenAt: Instant | null
  readonly isThisOne: boolean
}

/** Where a person is signed in; the newest first. */
export interface AccountView {
  readonly sessions: readonly OwnSessionView[]
  readonly devices: readonly HeldDeviceView[]
}
