'use client'

import { useId, useState } from 'react'
import { useWords } from '#words/locale.tsx'
import { X } from '../parts/first-icons.ts'
import { Flashlight } from '../parts/icons/flashlight.ts'
import { Repeat } from '../parts/icons/repeat.ts'
import { useModal } from '../parts/use-modal.ts'
import { Banner } from '../shell/banner.tsx'
import type { CameraStream } from './camera/stream.ts'
import { type CameraWork, useCamera } from './camera/use-camera.ts'
import { cameraWords } from './camera/words.ts'
import type { Scanned } from './scanned.ts'

interface CameraProps {
  readonly onScan: (scanned: Scanned) => unknown
  readonly onClose: () => void
}

const KEY =
  'inline-flex min-h-12 min-w-12 items-center justify-center gap-2 rounded-xl bg-white/15 px-4 font-semibold text-white aria-pressed:bg-white aria-pressed:text-black [&_svg]:size-5'

/** The camera over the whole screen, and what the last scan led to. Load it only when it is wanted: its decoder is the heaviest thing of the floor. */
export function Camera({ onScan, onClose }: CameraProps) {
  const t = useWords(cameraWords)
  const titleId = useId()
  const dialog = useModal()
  const [isContinuous, setContinuous] = useState(true)
  const work = useCamera((text) => {
    onScan({ text, via: 'camera', at: performance.now() })
    if (!isContinuous) onClose()
  })
  return (
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      onClose={onClose}
      className="m-0 flex size-full max-h-none max-w-none flex-col bg-black p-0 text-white"
    >
      <header className="flex items-center justify-between gap-3 px-3 py-2">
        <h2 id={titleId} className="font-semibold text-lg">
          {t.title}
        </h2>
        <button type="button" className={KEY} onClick={onClose}>
          <X aria-hidden />
          {t.close}
        </button>
      </header>
      <Picture work={work} />
      <footer className="flex flex-wrap items-center justify-center gap-3 px-3 py-3">
        <button
          type="button"
          className={KEY}
          aria-pressed={isContinuous}
          onClick={() => setContinuous((before) => !before)}
        >
          <Repeat aria-hidden />
          {t.continuous}
        </button>
        {work.camera && <Lens camera={work.camera} />}
      </footer>
    </dialog>
  )
}

function Picture({ work: { video, camera, failure, choices, choose } }: { work: CameraWork }) {
  const t = useWords(cameraWords)
  return (
    <div className="relative min-h-0 flex-1 overflow-hidden">
      <video ref={video} muted playsInline aria-label={t.aim} className="size-full object-cover" />
      <div
        aria-hidden
        className="-translate-y-1/2 absolute inset-x-8 top-1/2 h-40 rounded-2xl border-2 border-white/80"
      />
      <div className="absolute inset-x-0 top-0">
        <Banner />
      </div>
      {failure !== null && (
        <p role="alert" className="absolute inset-x-4 top-28 rounded-xl bg-black/80 p-4 font-semibold">
          {t.failures[failure]}
        </p>
      )}
      {failure === null && choices.length === 0 && (
        <p role="status" className="absolute inset-x-4 bottom-4 text-center font-semibold">
          {camera ? t.aim : t.opening}
        </p>
      )}
      {choices.length > 0 && (
        <section aria-label={t.several} className="absolute inset-x-4 bottom-4 grid gap-2 rounded-2xl bg-black/85 p-3">
          <p role="status" className="font-semibold">
            {t.several}
          </p>
          {choices.map((text) => (
            <button key={text} type="button" className={`${KEY} break-all font-mono`} onClick={() => choose(text)}>
              {text}
            </button>
          ))}
          <button type="button" className={KEY} onClick={() => choose(null)}>
            {t.none}
          </button>
        </section>
      )}
    </div>
  )
}

function Lens({ camera }: { camera: CameraStream }) {
  const t = useWords(cameraWords)
  const [isLit, setLit] = useState(false)
  return (
    <>
      {camera.hasTorch && (
        <button
          type="button"
          className={KEY}
          aria-pressed={isLit}
          onClick={() => {
            setLit(!isLit)
            void camera.setTorch(!isLit)
          }}
        >
          <Flashlight aria-hidden />
          {t.torch}
        </button>
      )}
      {camera.zoom && (
        <label className="flex min-h-12 items-center gap-2 font-semibold">
          {t.zoom}
          <input
            type="range"
            min={camera.zoom.min}
            max={camera.zoom.max}
            step={camera.zoom.step || 0.1}
            defaultValue={camera.zoom.min}
            onChange={(event) => void camera.setZoom(event.target.valueAsNumber)}
          />
        </label>
      )}
    </>
  )
}
