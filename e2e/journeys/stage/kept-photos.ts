import type { Page } from 'playwright-core'

interface KeptPhoto {
  readonly image: Blob
  readonly takenAt: number
}

/** What is done with the photos, the oldest first, and with what puts a changed one in its place. */
type Work<Result> = (
  photos: readonly KeptPhoto[],
  put: (photo: KeptPhoto) => Promise<IDBValidKey>,
) => Result | Promise<Result>

/** Runs `work` in the page, on the photos of inspections that are on the device. It sees nothing of what stands around it here. */
export function withKeptPhotos<Result>(page: Page, work: Work<Result>): Promise<Result> {
  return page.evaluate(`(${openPhotos})(${work})`)
}

async function openPhotos<Result>(work: Work<Result>): Promise<Result> {
  const done = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
  const database = await done(indexedDB.open('baton.photos'))
  const store = () => database.transaction('photos', 'readwrite').objectStore('photos')
  try {
    const photos = await done<KeptPhoto[]>(store().index('byTime').getAll())
    return await work(photos, (photo) => done(store().put(photo)))
  } finally {
    database.close()
  }
}
