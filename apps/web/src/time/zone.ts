const STORAGE_KEY = 'baton.zone'

let known: string | null = null

/** The merchant's time zone as the server last told it, also without a network; until it was told, China's. */
export function merchantZone(): string {
  known ??= recall() ?? 'Asia/Shanghai'
  return known
}

/** From now on times are shown on this zone's clock. A zone that this browser does not know leaves the one before. */
export function keepZone(told: string): void {
  if (told === merchantZone() || !isZone(told)) return
  known = told
  try {
    localStorage.setItem(STORAGE_KEY, told)
  } catch {}
}

function recall(): string | null {
  try {
    const kept = localStorage.getItem(STORAGE_KEY)
    return kept !== null && isZone(kept) ? kept : null
  } catch {
    return null
  }
}

function isZone(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }) !== null
  } catch {
    return false
  }
}
