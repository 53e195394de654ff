import { useEffect, useState } from 'react'
import { useNowByMinute } from '#time/use-now.ts'
import { type KeptPhoto, openPhotos } from './photo-store.ts'
import { usePhotosHere } from './photos-here.ts'

const HOUR_MS = 3_600_000
/** An inspection that was put off for longer has been forgotten. */
const ASKED_AFTER_MS = 4 * HOUR_MS
export const UNRECORDED_DAYS = 14

type Named = Pick<KeptPhoto, 'id' | 'code'>

/** Photos that no recorded inspection names. */
export interface UnrecordedPhotos {
  /** Somebody is asked to record the inspection. */
  readonly asked: readonly Named[]
  /** Asked for in vain: their images are gone, which no person has seen yet. */
  readonly dropped: readonly Named[]
}

const NONE: UnrecordedPhotos = { asked: [], dropped: [] }

/** Asks for what has been unrecorded for hours, and drops the images of what was asked for days ago. */
export async function lookAtUnrecorded(now: number): Promise<UnrecordedPhotos> {
  const tx = (await openPhotos()).transaction('photos', 'readwrite')
  const unrecorded = (await tx.store.index('byTime').getAll()).filter((photo) => !photo.isTold)
  const looked = unrecorded.map((photo) => look(photo, now))
  for (const [at, photo] of looked.entries()) if (photo !== unrecorded[at]) void tx.store.put(photo)
  await tx.done
  const dropped = looked.filter(({ isDropped }) => isDropped)
  return { asked: looked.filter(({ askedAt, isDropped }) => askedAt !== undefined && !isDropped), dropped }
}

/** The days count from the first time that it was asked for, by the clock of that time: one that was wrong before costs no photo. */
function look(photo: KeptPhoto, now: number): KeptPhoto {
  const { takenAt, askedAt, isDropped } = photo
  if (isDropped) return photo
  if (askedAt === undefined) return Math.abs(now - takenAt) < ASKED_AFTER_MS ? photo : { ...photo, askedAt: now }
  if (askedAt > now) return { ...photo, askedAt: now }
  return now - askedAt < UNRECORDED_DAYS * 24 * HOUR_MS ? photo : { ...photo, isDropped: true, image: new Blob() }
}

/** A person has seen that they are gone. */
export async function forgetDropped(ids: readonly string[]): Promise<void> {
  const tx = (await openPhotos()).transaction('photos', 'readwrite')
  for (const id of ids) void tx.store.delete(id)
  await tx.done
}

export function useUnrecordedPhotos(): UnrecordedPhotos & { readonly forget: () => void } {
  const here = usePhotosHere()
  const minute = useNowByMinute()
  const [found, setFound] = useState(NONE)
  // biome-ignore lint/correctness/useExhaustiveDependencies: an upload ends what is unrecorded
  useEffect(() => {
    lookAtUnrecorded(Date.now()).then(setFound, () => null)
  }, [here, minute])
  const forget = () => {
    setFound(({ asked }) => ({ asked, dropped: [] }))
    void forgetDropped(found.dropped.map(({ id }) => id))
  }
  return { ...found, forget }
}
