/** Without network a badge is believed this long after it signed in on this device. */
export const BADGE_BELIEVED_MS = 12 * 3_600_000

const STORAGE_KEY = 'baton.scan.badges'

export interface SeenBadge {
  /** SHA-256 of the badge's code: the code itself is not kept. */
  readonly hash: string
  readonly operatorId: string
  readonly at: number
}

/** Whose badge it is, if it signed in here within the last twelve hours and not from the future. */
export function believed(seen: readonly SeenBadge[], hash: string, now: number): string | null {
  const fresh = seen.find((one) => one.hash === hash && now >= one.at && now - one.at < BADGE_BELIEVED_MS)
  return fresh?.operatorId ?? null
}

/** Whether who took the device by badge has had it for a shift; false for who was never seen with one. */
export function isOver(seen: readonly SeenBadge[], operatorId: string, now: number): boolean {
  const own = seen.filter((one) => one.operatorId === operatorId)
  return own.length > 0 && own.every((one) => now - one.at >= BADGE_BELIEVED_MS)
}

export function withBadge(seen: readonly SeenBadge[], badge: SeenBadge): readonly SeenBadge[] {
  const others = seen.filter((one) => one.hash !== badge.hash && badge.at - one.at < BADGE_BELIEVED_MS)
  return [badge, ...others]
}

export function readBadges(): readonly SeenBadge[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(STORAGE_KEY) ?? '[]')
    return Array.isArray(kept) ? kept.filter(isSeenBadge) : []
  } catch {
    return []
  }
}

/** A full storage forgets them all: then nobody signs in without network. */
export function writeBadges(seen: readonly SeenBadge[]): void {
  try {
    localStorage.setItem(STORAGE_KEY, JSON.stringify(seen))
  } catch {
    localStorage.removeItem(STORAGE_KEY)
  }
}

/** Null where the browser cannot hash: without a secure origin nobody signs in offline. */
export async function hashOf(badge: string): Promise<string | null> {
  if (!globalThis.crypto?.subtle) return null
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(badge))
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

function isSeenBadge(kept: unknown): kept is SeenBadge {
  if (typeof kept !== 'object' || kept === null) return false
  const { hash, operatorId, at } = kept as Record<string, unknown>
  return typeof hash === 'string' && typeof operatorId === 'string' && typeof at === 'number'
}
