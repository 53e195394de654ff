'use client'

import { bilingual, useWords } from '#words/locale.tsx'
import { useWaitingPhotos } from '../photos/waiting-photos.ts'

const words = bilingual(
  { waiting: (n: number) => `${n} 张质检照片还在本机，联网后自动上传` },
  {
    waiting: (n: number) =>
      `${n} inspection ${n === 1 ? 'photo is' : 'photos are'} on this device only; sent when the network is there`,
  },
)

/** Photos that only this device has. */
export function PhotoStrip() {
  const t = useWords(words)
  const waiting = useWaitingPhotos()
  if (waiting === 0) return null
  return (
    <p className="tone tone-amber bg-tone-bg px-3 py-1.5 font-medium text-sm text-tone-fg leading-snug">
      {t.waiting(waiting)}
    </p>
  )
}
