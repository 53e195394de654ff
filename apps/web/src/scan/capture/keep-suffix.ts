const STORAGE_KEY = 'baton.scan.suffix'

/** Remembers, for the next page, whether this device's scanner sends a suffix. Without storage each page learns it anew. */
export function keepSuffix(isSent: boolean): void {
  try {
    if (isSent) localStorage.setItem(STORAGE_KEY, 'sent')
    else localStorage.removeItem(STORAGE_KEY)
  } catch {}
}

export function recallSuffix(): boolean {
  try {
    return localStorage.getItem(STORAGE_KEY) === 'sent'
  } catch {
    return false
  }
}
