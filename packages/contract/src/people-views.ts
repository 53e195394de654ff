import type { Instant } from './instant.ts'
import type { Right, Role } from './roles.ts'

export interface MeView {
  readonly id: string
  readonly name: string
  readonly username: string
  readonly role: Role
  readonly rights: readonly Right[]
}

export interface StaffView {
  readonly id: string
  readonly username: string
  readonly name: string
  readonly role: Role
  readonly enabled: boolean
  readonly lastSignInAt: Instant | null
}
