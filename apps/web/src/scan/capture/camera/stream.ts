/** In no library of types, though Chromium has them. */
interface CameraCapabilities extends MediaTrackCapabilities {
  readonly torch?: boolean
  readonly zoom?: { readonly min: number; readonly max: number; readonly step: number }
}

interface CameraConstraint extends MediaTrackConstraintSet {
  readonly torch?: boolean
  readonly zoom?: number
  readonly focusMode?: string
}

export type CameraFailure = 'insecure' | 'denied' | 'missing' | 'busy'

export interface CameraStream {
  readonly stream: MediaStream
  readonly hasTorch: boolean
  readonly zoom: { readonly min: number; readonly max: number; readonly step: number } | null
  readonly setTorch: (isOn: boolean) => Promise<void>
  readonly setZoom: (zoom: number) => Promise<void>
  readonly stop: () => void
}

export class CameraError extends Error {
  readonly failure: CameraFailure
  constructor(failure: CameraFailure, options?: ErrorOptions) {
    super(failure, options)
    this.failure = failure
  }
}

/** Opens the camera that looks away from the person. Throws a `CameraError`. */
export async function openCamera(): Promise<CameraStream> {
  if (!('mediaDevices' in navigator)) throw new CameraError('insecure')
  const size = { width: { ideal: 1280 }, height: { ideal: 720 } }
  const stream = await navigator.mediaDevices
    .getUserMedia({ video: { facingMode: { ideal: 'environment' }, ...size }, audio: false })
    .catch((cause: unknown) => {
      throw new CameraError(failureOf(cause), { cause })
    })
  const [track] = stream.getVideoTracks()
  if (!track) throw new CameraError('missing')
  const { torch, zoom } = (track.getCapabilities?.() ?? {}) as CameraCapabilities
  const apply = (constraint: CameraConstraint) => track.applyConstraints({ advanced: [constraint] }).catch(() => {})
  await apply({ focusMode: 'continuous' })
  return {
    stream,
    hasTorch: torch === true,
    zoom: zoom && zoom.max > zoom.min ? { min: zoom.min, max: zoom.max, step: zoom.step } : null,
    setTorch: (isOn) => apply({ torch: isOn }),
    setZoom: (level) => apply({ zoom: level }),
    stop: () => {
      for (const one of stream.getTracks()) one.stop()
    },
  }
}

function failureOf(error: unknown): CameraFailure {
  const name = error instanceof Error ? error.name : ''
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied'
  return name === 'NotReadableError' || name === 'AbortError' ? 'busy' : 'missing'
}
