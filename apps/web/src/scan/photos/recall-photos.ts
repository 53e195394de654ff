import { type KeptPhoto, openPhotos } from './photo-store.ts'

/** Older ones are no longer of a return in hand. */
const RECALLED_MS = 3 * 86_400_000

/** What was taken of a return whose inspection was put off or broken off, oldest first. */
export async function recallPhotos(code: string): Promise<readonly KeptPhoto[]> {
  const since = IDBKeyRange.lowerBound(Date.now() - RECALLED_MS)
  const kept = await (await openPhotos()).getAllFromIndex('photos', 'byTime', since)
  return kept.filter((photo) => photo.code === code && !photo.isTold)
}

/** They belong to an inspection now, and to no other. */
export async function markTold(ids: readonly string[]): Promise<void> {
  const tx = (await openPhotos()).transaction('photos', 'readwrite')
  for (const id of ids) {
    const photo = await tx.store.get(id)
    if (photo) void tx.store.put({ ...photo, isTold: true })
  }
  await tx.done
}
