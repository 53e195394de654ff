import { MAX_PHOTOS } from '@baton/contract'
import { useCallback, useEffect, useRef, useState } from 'react'
import { dropPhoto, type KeptPhoto, keepPhoto } from './photo-store.ts'
import { markTold, recallPhotos } from './recall-photos.ts'
import { shrinkPhoto } from './shrink-photo.ts'
import { uploadPhotosSoon } from './upload-photos.ts'

export interface TakenPhoto {
  readonly id: string
  readonly url: string
}

/** The photos of one inspection: each is on the disk before it is shown, and shown again where it was put off or the page was closed. */
export function usePhotos(code: string) {
  const [photos, setPhotos] = useState<readonly TakenPhoto[]>([])
  const [hasFailed, setFailed] = useState(false)
  const urls = useRef<string[]>([])
  const shown = useCallback(({ id, image }: Pick<KeptPhoto, 'id' | 'image'>): TakenPhoto => {
    const url = URL.createObjectURL(image)
    urls.current.push(url)
    return { id, url }
  }, [])
  useEffect(() => {
    let isGone = false
    const recall = async () => {
      const kept = await recallPhotos(code)
      if (!isGone) setPhotos((before) => [...kept.map(shown), ...before].slice(0, MAX_PHOTOS))
    }
    recall().catch(() => setFailed(true))
    return () => {
      isGone = true
      for (const url of urls.current) URL.revokeObjectURL(url)
      urls.current = []
    }
  }, [code, shown])
  const take = useCallback(
    async (file: Blob) => {
      try {
        const image = await shrinkPhoto(file)
        const id = crypto.randomUUID()
        await keepPhoto({ id, code, takenAt: Date.now(), image })
        const photo = shown({ id, image })
        setPhotos((before) => [...before, photo].slice(0, MAX_PHOTOS))
        setFailed(false)
      } catch {
        setFailed(true)
      }
    },
    [code, shown],
  )
  const drop = useCallback(async (id: string) => {
    setPhotos((before) => before.filter((photo) => photo.id !== id))
    await dropPhoto(id)
  }, [])
  const tell = useCallback(async (ids: readonly string[]) => {
    await markTold(ids).catch(() => null)
    uploadPhotosSoon()
  }, [])
  return { photos, hasFailed, take, drop, tell }
}
