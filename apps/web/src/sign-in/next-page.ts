import type { Role } from '@baton/contract'

/** Where to go after signing in: only a path of our own, never another site. Without one, to where the role works. */
export function nextPage(search: string, role: Role): string {
  const next = new URLSearchParams(search).get('next') ?? ''
  return /^\/(?![/\\])[^\\]*$/.test(next) && !next.startsWith('/sign-in') ? next : homeOf(role)
}

const HOMES = {
  warehouse: '/scan/',
  supervisor: '/board/',
  ops: '/admin/orders/',
  service: '/admin/orders/',
  finance: '/admin/orders/',
  admin: '/admin/orders/',
} as const satisfies Record<Role, string>

/** The warehouse works with the device in the hand, a supervisor before the board, everybody else at a desk. */
export function homeOf(role: Role): string {
  return HOMES[role]
}
