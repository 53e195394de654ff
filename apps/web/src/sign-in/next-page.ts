import type { Role } from '@baton/contract'

const HERE = 'https://here.invalid'

/**
 * Where to go after signing in: only a path of our own, never another site. Without one, to where the role works. Read as a
 * browser reads it, which leaves out tabs and line breaks, takes `\` for `/`, and follows dots.
 */
export function nextPage(search: string, role: Role): string {
  const next = new URLSearchParams(search).get('next') ?? ''
  const url = next.startsWith('/') && URL.canParse(next, HERE) ? new URL(next, HERE) : null
  const isOurs = url?.origin === HERE && !/^\/(?:\/|sign-in)/.test(url.pathname)
  return isOurs ? url.pathname + url.search + url.hash : homeOf(role)
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
