import type { Instant } from './instant.ts'
import type { Right, Role } from './roles.ts'

export interface MeView {
  readonly id: string
  readonly name: string
  readonly username: string
  readonly role: Role
  readonly rights: readonly Right[]
}

/** Who is signed in, and on whose clock times are shown. */
export interface SessionView extends MeView {
  readonly timeZone: string
}

export interface StaffView {
  readonly id: string
  readonly username: string
  readonly name: string
  readonly role: Role
  readonly enabled: boolean
  readonly lastSignInAt: Instant | null
  readonly contacts: StaffContacts
}

/** Where messages reach a person beside the app; null: not there. */
export interface StaffContacts {
  readonly wecomUserId: string | null
  readonly dingtalkUserId: string | null
  readonly email: string | null
  readonly locale: 'zh' | 'en'
}
