import { type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react'
import { EMPTY_WATCH, look, take } from './agree.ts'
import { openDetector } from './detector.ts'
import { CameraError, type CameraFailure, type CameraStream, openCamera } from './stream.ts'

/** Between two frames; a slow device takes as long as it needs. */
const FRAME_MS = 80

export interface CameraWork {
  readonly video: RefObject<HTMLVideoElement | null>
  readonly camera: CameraStream | null
  readonly failure: CameraFailure | 'decoder' | null
  /** Several codes in the picture: a person says which. */
  readonly choices: readonly string[]
  /** null: none of them. */
  readonly choose: (text: string | null) => void
}

/** Looks for codes until it is unmounted; each is told once while it stays in the picture. */
export function useCamera(onCode: (text: string) => void): CameraWork {
  const video = useRef<HTMLVideoElement | null>(null)
  const watch = useRef(EMPTY_WATCH)
  const [camera, setCamera] = useState<CameraStream | null>(null)
  const [failure, setFailure] = useState<CameraWork['failure']>(null)
  const [choices, setChoices] = useState<readonly string[]>([])
  const isChoosing = useRef(false)

  const offer = (texts: readonly string[]) => {
    isChoosing.current = texts.length > 0
    setChoices(texts)
  }
  const tell = useEffectEvent((sure: readonly string[], at: number) => {
    const [only, second] = sure
    if (only === undefined) return
    if (second !== undefined) return offer(sure)
    watch.current = take(watch.current, sure, at)
    onCode(only)
  })
  const choose = (text: string | null) => {
    watch.current = take(watch.current, choices, performance.now())
    offer([])
    if (text !== null) onCode(text)
  }

  useEffect(() => {
    const stop = new AbortController()
    const run = async () => {
      const [opened, detect] = await Promise.all([openCamera(), openDetector()])
      stop.signal.addEventListener('abort', opened.stop)
      if (stop.signal.aborted) return opened.stop()
      setCamera(opened)
      if (video.current) video.current.srcObject = opened.stream
      await video.current?.play().catch(() => {})
      while (!stop.signal.aborted) {
        const started = performance.now()
        if (video.current && video.current.readyState >= 2 && !isChoosing.current) {
          const looked = look(watch.current, await detect(video.current), started)
          watch.current = looked.watch
          if (!stop.signal.aborted) tell(looked.sure, started)
        }
        await pause(Math.max(0, FRAME_MS - (performance.now() - started)))
      }
    }
    run().catch((error: unknown) => {
      if (!stop.signal.aborted) setFailure(error instanceof CameraError ? error.failure : 'decoder')
    })
    return () => stop.abort()
  }, [])

  return { video, camera, failure, choices, choose }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
