/** Without network a badge is believed this long after it signed in on this device. */
export const BADGE_BELIEVED_MS = 12 * 3_600_000

const STORAGE_KEY = 'baton.scan.badges'

/** So many wrong PINs in a row without network, and the badge is believed no more until the server has seen it. */
const MOST_MISSES = 5

export interface SeenBadge {
  /** Of the badge's code, and of code and PIN together: neither is kept, and trying all PINs takes the code as well. */
  readonly hash: string
  readonly proof: string
  readonly operatorId: string
  readonly at: number
  /** Wrong PINs in a row without network. */
  readonly misses?: number
}

/** The badge, if it signed in here within the last twelve hours and not from the future. */
export function believed(seen: readonly SeenBadge[], hash: string, now: number): SeenBadge | null {
  return seen.find((one) => one.hash === hash && now >= one.at && now - one.at < BADGE_BELIEVED_MS) ?? null
}

/** Once more its PIN was wrong, or, where `misses` is 0, it was right. */
export function withMisses(seen: readonly SeenBadge[], { hash }: SeenBadge, misses: number): readonly SeenBadge[] {
  const counted = seen.map((one) => (one.hash === hash ? { ...one, misses } : one))
  return counted.filter((one) => (one.misses ?? 0) < MOST_MISSES)
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

/** A few tenths of a second on a slow device. */
const ROUNDS = 100_000

/** Slow to make (PBKDF2, RFC 8018). Null where the browser cannot: without a secure origin nobody signs in offline. */
export async function hashOf(secret: string): Promise<string | null> {
  if (!globalThis.crypto?.subtle) return null
  const utf8 = new TextEncoder()
  const key = await crypto.subtle.importKey('raw', utf8.encode(secret), 'PBKDF2', false, ['deriveBits'])
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt: utf8.encode(STORAGE_KEY), iterations: ROUNDS }
  const digest = await crypto.subtle.deriveBits(how, key, 256)
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

function isSeenBadge(kept: unknown): kept is SeenBadge {
  if (typeof kept !== 'object' || kept === null) return false
  const { hash, proof, operatorId, at } = kept as Record<string, unknown>
  const isNamed = typeof hash === 'string' && typeof proof === 'string' && typeof operatorId === 'string'
  return isNamed && typeof at === 'number'
}
