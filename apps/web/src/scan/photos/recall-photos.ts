import { type KeptPhoto, keptPhotos, openPhotos } from './photo-store.ts'

/** What was taken of a return whose inspection was put off or broken off, oldest first. */
export async function recallPhotos(code: string): Promise<readonly KeptPhoto[]> {
  const kept = await keptPhotos()
  return kept.filter((photo) => photo.code === code && !photo.isTold && !photo.isDropped)
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
