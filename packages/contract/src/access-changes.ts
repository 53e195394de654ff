import { z } from 'zod'
import type { ActorKind } from './audit.ts'
import type { Instant } from './instant.ts'
import type { Label } from './platforms.ts'
import { RowId } from './row-id.ts'

/** What changes who may come in and what they may do. */
export const ACCESS_DEEDS = [
  'person_added',
  'role_changed',
  'person_enabled',
  'person_disabled',
  'contacts_changed',
  'password_reset',
  'password_changed',
  'sessions_ended',
  'badge_issued',
  'badge_revoked',
  'badge_locked',
  'badge_unlocked',
  'device_added',
  'device_granted',
  'device_revoked',
] as const
export type AccessDeed = (typeof ACCESS_DEEDS)[number]

export const ACCESS_DEED_LABELS = {
  person_added: { zh: '添加员工', en: 'Person added' },
  role_changed: { zh: '改角色', en: 'Role changed' },
  person_enabled: { zh: '允许登录', en: 'Sign-in enabled' },
  person_disabled: { zh: '停用登录', en: 'Sign-in disabled' },
  contacts_changed: { zh: '改联系方式', en: 'Contacts changed' },
  password_reset: { zh: '重置密码', en: 'Password reset' },
  password_changed: { zh: '自己改密码', en: 'Own password changed' },
  sessions_ended: { zh: '退出其他登录', en: 'Signed out elsewhere' },
  badge_issued: { zh: '发工牌', en: 'Badge issued' },
  badge_revoked: { zh: '收回工牌', en: 'Badge taken back' },
  badge_locked: { zh: 'PIN 连错，工牌锁定', en: 'Badge locked by wrong PINs' },
  badge_unlocked: { zh: '解锁工牌', en: 'Badge unlocked' },
  device_added: { zh: '添加设备', en: 'Device added' },
  device_granted: { zh: '改设备权限', en: 'What a device may do changed' },
  device_revoked: { zh: '停用设备', en: 'Device revoked' },
} as const satisfies Record<AccessDeed, Label>

export type AccessSubject = { readonly kind: 'person' | 'device'; readonly id: string }

/** One change of access, for ever: who made it, from where, whom or what it concerns. */
export interface AccessChangeView {
  readonly id: string
  readonly at: Instant
  readonly deed: AccessDeed
  /** `name`: as it was called then. */
  readonly subject: AccessSubject & { readonly name: string }
  /** Codes of roles or of what a device may do, before and after; null where the deed has none. */
  readonly before: readonly string[] | null
  readonly after: readonly string[] | null
  readonly actor: { readonly kind: ActorKind; readonly name: string }
  readonly address: string | null
}

export const AccessChangesInput = z.strictObject({
  cursor: RowId.optional(),
  limit: z.number().int().min(1).max(100).default(50),
})
export type AccessChangesInput = z.infer<typeof AccessChangesInput>

export interface AccessChangePage {
  readonly rows: readonly AccessChangeView[]
  readonly next: string | null
}
