const STORAGE_KEY = 'baton.scan.own-word'

/** Whether somebody took or left the device without the server: its own word of who holds it is older. */
export function isOwnWord(): boolean {
  return localStorage.getItem(STORAGE_KEY) !== null
}

export function keepOwnWord(isOwn: boolean): void {
  if (isOwn) localStorage.setItem(STORAGE_KEY, '')
  else localStorage.removeItem(STORAGE_KEY)
}
