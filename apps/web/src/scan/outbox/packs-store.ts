import { openDB } from 'idb'
import { PACKS_DATABASE } from './packs-here.ts'

/** Works in the database of what the device can do without, and lets go of it. */
export async function inPacks<Result>(
  work: (store: Awaited<ReturnType<typeof openDB>>) => Promise<Result>,
): Promise<Result> {
  const store = await openDB(PACKS_DATABASE, 1, {
    upgrade: (made) => void made.createObjectStore('packs'),
    blocking: (_current, _blocked, event) => event.target instanceof IDBDatabase && event.target.close(),
  })
  try {
    return await work(store)
  } finally {
    store.close()
  }
}
