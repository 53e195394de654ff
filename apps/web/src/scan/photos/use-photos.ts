import { useCallback, useEffect, useRef, useState } from 'react'
import { dropPhoto, keepPhoto } from './photo-store.ts'
import { shrinkPhoto } from './shrink-photo.ts'

export interface TakenPhoto {
  readonly id: string
  readonly url: string
}

export const MOST_PHOTOS = 6

/** The photos of one inspection: each is on the disk before it is shown. */
export function usePhotos(code: string) {
  const [photos, setPhotos] = useState<readonly TakenPhoto[]>([])
  const [hasFailed, setFailed] = useState(false)
  const urls = useRef<string[]>([])
  useEffect(
    () => () => {
      for (const url of urls.current) URL.revokeObjectURL(url)
    },
    [],
  )
  const take = useCallback(
    async (file: Blob) => {
      try {
        const image = await shrinkPhoto(file)
        const id = crypto.randomUUID()
        await keepPhoto({ id, code, takenAt: Date.now(), image })
        const url = URL.createObjectURL(image)
        urls.current.push(url)
        setPhotos((before) => [...before, { id, url }].slice(0, MOST_PHOTOS))
        setFailed(false)
      } catch {
        setFailed(true)
      }
    },
    [code],
  )
  const drop = useCallback(async (id: string) => {
    setPhotos((before) => before.filter((photo) => photo.id !== id))
    await dropPhoto(id)
  }, [])
  return { photos, hasFailed, take, drop }
}
