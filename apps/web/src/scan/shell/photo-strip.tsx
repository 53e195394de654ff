'use client'

import { bilingual, useWords } from '#words/locale.tsx'
import { Button } from '../parts/button.tsx'
import { CodeText } from '../parts/code-text.tsx'
import { type PhotosHere, usePhotosHere } from '../photos/photos-here.ts'
import { dropRefused } from '../photos/refused-photos.ts'

const words = bilingual(
  {
    waiting: (n: number) => `${n} 张质检照片还在本机，联网后自动上传`,
    refused: (n: number) => `${n} 张质检照片传不上去，服务器不收`,
    retake: '在“退货收货”里再扫一次，重新拍照并记录质检：',
    gotIt: '知道了',
  },
  {
    waiting: (n: number) =>
      `${n} inspection ${n === 1 ? 'photo is' : 'photos are'} on this device only; sent when the network is there`,
    refused: (n: number) => `The server does not take ${n} inspection ${n === 1 ? 'photo' : 'photos'}`,
    retake: 'Scan it once more under “Take in returns”, take the photos and record the inspection again:',
    gotIt: 'Got it',
  },
)

/** Photos that only this device has, and those that no server will ever have. */
export function PhotoStrip() {
  const t = useWords(words)
  const { waiting, refused } = usePhotosHere()
  return (
    <>
      {refused.length > 0 && <RefusedPhotos refused={refused} />}
      {waiting > 0 && (
        <p className="tone tone-amber bg-tone-bg px-3 py-1.5 font-medium text-sm text-tone-fg leading-snug">
          {t.waiting(waiting)}
        </p>
      )}
    </>
  )
}

function RefusedPhotos({ refused }: Pick<PhotosHere, 'refused'>) {
  const t = useWords(words)
  const codes = [...new Set(refused.map(({ code }) => code))]
  return (
    <div role="alert" className="tone tone-red flex items-center gap-3 bg-tone-bg px-3 py-1.5 text-tone-fg">
      <div className="min-w-0 grow text-sm leading-snug">
        <p className="font-bold">{t.refused(refused.length)}</p>
        <p>{t.retake}</p>
        <ul>
          {codes.map((code) => (
            <li key={code}>
              <CodeText code={code} />
            </li>
          ))}
        </ul>
      </div>
      <Button className="shrink-0" onClick={() => void dropRefused(refused.map(({ id }) => id))}>
        {t.gotIt}
      </Button>
    </div>
  )
}
