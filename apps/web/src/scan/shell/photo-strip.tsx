'use client'

import type { ReactNode } from 'react'
import { bilingual, useWords } from '#words/locale.tsx'
import { Button } from '../parts/button.tsx'
import { CodeText } from '../parts/code-text.tsx'
import type { KeptPhoto } from '../photos/photo-store.ts'
import { usePhotosHere } from '../photos/photos-here.ts'
import { dropRefused } from '../photos/refused-photos.ts'
import { UNRECORDED_DAYS, useUnrecordedPhotos } from '../photos/unrecorded-photos.ts'

const photos = (n: number) => (n === 1 ? 'photo' : 'photos')

const words = bilingual(
  {
    waiting: (n: number) => `${n} 张质检照片还在本机，联网后自动上传`,
    refused: (n: number) => `${n} 张质检照片传不上去，服务器不收`,
    retake: '在“退货收货”里再扫一次，重新拍照并记录质检：',
    asked: (n: number) => `${n} 张照片还没有质检记录`,
    record: (days: number) => `在“退货收货”里再扫一次，接着记录质检；${days} 天没人记录就会删除：`,
    dropped: (n: number) => `${n} 张照片一直没有质检记录，已从本机删除`,
    gotIt: '知道了',
  },
  {
    waiting: (n: number) =>
      `${n} inspection ${n === 1 ? 'photo is' : 'photos are'} on this device only; sent when the network is there`,
    refused: (n: number) => `The server does not take ${n} inspection ${photos(n)}`,
    retake: 'Scan it once more under “Take in returns”, take the photos and record the inspection again:',
    asked: (n: number) => `${n} ${photos(n)} without a recorded inspection`,
    record: (days: number) =>
      `Scan it once more under “Take in returns” and record the inspection; deleted after ${days} days without one:`,
    dropped: (n: number) => `${n} ${photos(n)} deleted from this device: the inspection was never recorded`,
    gotIt: 'Got it',
  },
)

/** Photos that only this device has, those that nobody has recorded, and those that no server will ever have. */
export function PhotoStrip() {
  const t = useWords(words)
  const { waiting, refused } = usePhotosHere()
  const { asked, dropped, forget } = useUnrecordedPhotos()
  return (
    <>
      {refused.length > 0 && (
        <OfReturns tone="tone-red" of={refused} title={t.refused(refused.length)} hint={t.retake}>
          <GotIt onPress={() => void dropRefused(refused.map(({ id }) => id))} />
        </OfReturns>
      )}
      {dropped.length > 0 && (
        <OfReturns tone="tone-red" of={dropped} title={t.dropped(dropped.length)}>
          <GotIt onPress={forget} />
        </OfReturns>
      )}
      {asked.length > 0 && (
        <OfReturns tone="tone-amber" of={asked} title={t.asked(asked.length)} hint={t.record(UNRECORDED_DAYS)} />
      )}
      {waiting > 0 && (
        <p className="tone tone-amber bg-tone-bg px-3 py-1.5 font-medium text-sm text-tone-fg leading-snug">
          {t.waiting(waiting)}
        </p>
      )}
    </>
  )
}

function OfReturns({
  tone,
  of,
  title,
  hint,
  children,
}: {
  tone: 'tone-red' | 'tone-amber'
  of: readonly Pick<KeptPhoto, 'code'>[]
  title: string
  hint?: string
  children?: ReactNode
}) {
  const codes = [...new Set(of.map(({ code }) => code))]
  return (
    <div
      role={tone === 'tone-red' ? 'alert' : undefined}
      className={`tone ${tone} flex items-center gap-3 bg-tone-bg px-3 py-1.5 text-tone-fg`}
    >
      <div className="min-w-0 grow text-sm leading-snug">
        <p className="font-bold">{title}</p>
        {hint && <p>{hint}</p>}
        <ul>
          {codes.map((code) => (
            <li key={code}>
              <CodeText code={code} />
            </li>
          ))}
        </ul>
      </div>
      {children}
    </div>
  )
}

function GotIt({ onPress }: { onPress: () => void }) {
  const t = useWords(words)
  return (
    <Button className="shrink-0" onClick={onPress}>
      {t.gotIt}
    </Button>
  )
}
