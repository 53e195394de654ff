import type { Role } from '@baton/contract'

/** Where to go after signing in: only a path of our own, never another site. Without one, to where the role works. */
export function nextPage(search: string, role: Role): string {
  const next = new URLSearchParams(search).get('next') ?? ''
  return /^\/(?![/\\])[^\\]*$/.test(next) && !next.startsWith('/sign-in') ? next : homeOf(role)
}

/** The warehouse works with the device in the hand, everybody else at a desk. */
export function homeOf(role: Role): string {
  return role === 'warehouse' ? '/scan/' : '/admin/orders/'
}
