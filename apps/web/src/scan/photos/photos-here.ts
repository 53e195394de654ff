import { useSyncExternalStore } from 'react'
import { type KeptPhoto, keptPhotos } from './photo-store.ts'

/** Photos of recorded inspections that are on this device alone. */
export interface PhotosHere {
  readonly waiting: number
  /** The server refused them for good: each stays until a person has seen it. */
  readonly refused: readonly Pick<KeptPhoto, 'id' | 'code'>[]
}

const NONE: PhotosHere = { waiting: 0, refused: [] }

let here = NONE
const listeners = new Set<() => void>()

/** Reads the storage anew and shows it; returns those that are to be sent, oldest first. */
export async function readPhotosHere(): Promise<readonly KeptPhoto[]> {
  const told = (await keptPhotos()).filter((photo) => photo.isTold)
  const waiting = told.filter((photo) => !photo.isRefused)
  const refused = told.filter((photo) => photo.isRefused)
  here = { waiting: waiting.length, refused: refused.map(({ id, code }) => ({ id, code })) }
  for (const listener of listeners) listener()
  return waiting
}

/** As the page last read them. */
export function photosHere(): PhotosHere {
  return here
}

export function usePhotosHere(): PhotosHere {
  return useSyncExternalStore(subscribe, photosHere, () => NONE)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
