import { type DBSchema, type IDBPDatabase, openDB } from 'idb'

export interface KeptPhoto {
  readonly id: string
  /** The return it shows. */
  readonly code: string
  readonly takenAt: number
  readonly image: Blob
  /** An inspection that was recorded names it. */
  readonly isTold?: true
  /** The server will never take it; no person has seen that yet. */
  readonly isRefused?: true
  /** Since when somebody is asked to record the inspection that it was taken for. */
  readonly askedAt?: number
  /** Asked for in vain: its image is gone; no person has seen that yet. */
  readonly isDropped?: true
}

interface Schema extends DBSchema {
  photos: { key: string; value: KeptPhoto; indexes: { byTime: number } }
}

const NAME = 'baton.photos'
let opened: Promise<IDBPDatabase<Schema>> | null = null

function forget(): void {
  opened = null
}

/** Opened anew after the browser, or a newer version of the pages, closed it. */
export function openPhotos(): Promise<IDBPDatabase<Schema>> {
  opened ??= openDB<Schema>(NAME, 1, {
    upgrade(database) {
      database.createObjectStore('photos', { keyPath: 'id' }).createIndex('byTime', 'takenAt')
    },
    blocking(_current, _blocked, event) {
      if (event.target instanceof IDBDatabase) event.target.close()
      forget()
    },
    terminated: forget,
  }).catch((error: unknown) => {
    forget()
    throw error
  })
  return opened
}

/** Resolves once the photo is on the disk; rejects where there is no room. */
export async function keepPhoto(photo: KeptPhoto): Promise<void> {
  const tx = (await openPhotos()).transaction('photos', 'readwrite', { durability: 'strict' })
  await tx.store.add(photo)
  await tx.done
}

/** Taken back before the inspection was recorded, or uploaded. */
export async function dropPhoto(id: string): Promise<void> {
  await (await openPhotos()).delete('photos', id)
}

/** The photos on this device, oldest first, for whoever uploads them. */
export async function keptPhotos(): Promise<readonly KeptPhoto[]> {
  return (await openPhotos()).getAllFromIndex('photos', 'byTime')
}

export async function countPhotos(): Promise<number> {
  return (await openPhotos()).count('photos')
}
