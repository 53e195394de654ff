/** Asks the browser not to clear the storage when the disk runs low; says whether it agreed. */
export async function persistStorage(): Promise<boolean> {
  if (!('storage' in navigator)) return false
  return (await navigator.storage.persisted()) || navigator.storage.persist()
}

/** Room for scans as the browser tells it, bytes; null: it does not tell. */
export async function storageRoom(): Promise<{ used: number; quota: number; isPersisted: boolean } | null> {
  if (!('storage' in navigator)) return null
  const { usage, quota } = await navigator.storage.estimate()
  return { used: usage ?? 0, quota: quota ?? 0, isPersisted: await navigator.storage.persisted() }
}
