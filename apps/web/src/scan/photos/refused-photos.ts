import { openPhotos } from './photo-store.ts'
import { readPhotosHere } from './photos-here.ts'

/** The server will never take them: they are sent no more, and a person is told. */
export async function markRefused(ids: readonly string[]): Promise<void> {
  const tx = (await openPhotos()).transaction('photos', 'readwrite')
  for (const id of ids) {
    const photo = await tx.store.get(id)
    if (photo) void tx.store.put({ ...photo, isRefused: true })
  }
  await tx.done
}

/** A person has seen that they are to be taken again. */
export async function dropRefused(ids: readonly string[]): Promise<void> {
  const tx = (await openPhotos()).transaction('photos', 'readwrite')
  for (const id of ids) void tx.store.delete(id)
  await tx.done
  await readPhotosHere()
}
