import { outbox } from '../outbox/outbox.ts'
import { keptPhotos } from './photo-store.ts'
import { markTold } from './recall-photos.ts'

/** A page that was killed between an inspection and its photos has marked none of them: the inspection names them. */
export async function tellPhotos(): Promise<void> {
  const untold = (await keptPhotos()).filter((photo) => !photo.isTold)
  if (untold.length === 0) return
  const scans = await (await outbox.open()).getAll('scans')
  const named = new Set(scans.flatMap(({ scan }) => (scan.kind === 'return_inspected' ? scan.photos : [])))
  await markTold(untold.flatMap(({ id }) => (named.has(id) ? [id] : [])))
}
