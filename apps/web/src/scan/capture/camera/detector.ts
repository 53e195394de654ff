import type { ReadableBarcodeFormat, ReaderOptions, ReadResult } from 'zxing-wasm/reader'
import type { Sighting } from './agree.ts'
import { createGrabber, type Picture } from './frame-grabber.ts'

/** What is printed on parcels, slips, badges and goods, as browsers and zxing name it; every further one invites misreads. */
const LINEAR = {
  code_128: 'Code128',
  code_39: 'Code39',
  ean_13: 'EAN13',
  ean_8: 'EAN8',
  upc_a: 'UPCA',
  itf: 'ITF',
} as const
const MATRIX = { qr_code: 'QRCode', data_matrix: 'DataMatrix' } as const
const SYMBOLOGIES = { ...LINEAR, ...MATRIX } as const satisfies Record<string, ReadableBarcodeFormat>

export type Detect = (picture: Picture) => Promise<readonly Sighting[]>

interface NativeDetector {
  readonly detect: (image: ImageBitmapSource) => Promise<readonly { rawValue: string; format: string }[]>
}

interface NativeDetectors {
  new (options: { formats: readonly string[] }): NativeDetector
  readonly getSupportedFormats: () => Promise<readonly string[]>
}

/** The device's own decoder where it knows all that is needed, else ours. */
export async function openDetector(): Promise<Detect> {
  return (await nativeDetector()) ?? wasmDetector()
}

/** Without Google services the class is there and reads nothing: it then names no format. */
async function nativeDetector(): Promise<Detect | null> {
  const { BarcodeDetector: Native } = globalThis as { readonly BarcodeDetector?: NativeDetectors }
  const known = (await Native?.getSupportedFormats().catch(() => [])) ?? []
  const formats = Object.keys(SYMBOLOGIES)
  if (!Native || !formats.every((format) => known.includes(format))) return null
  const detector = new Native({ formats })
  return async (image) => (await detector.detect(image)).map(({ rawValue: text, format }) => ({ text, format }))
}

/** Nobody prints light on dark here. */
const ALIKE: ReaderOptions = { formats: Object.values(SYMBOLOGIES), textMode: 'Plain', tryInvert: false }
const QUICK: ReaderOptions = { ...ALIKE, tryHarder: false }
const HALVED: ReaderOptions = { downscaleFactor: 2, downscaleThreshold: 300 }
const LINES: ReaderOptions = { ...QUICK, ...HALVED, formats: Object.values(LINEAR) }
const SQUARES: ReaderOptions = { ...QUICK, formats: Object.values(MATRIX) }

/**
 * Bars want the whole picture, squares can do with its half at a quarter of the time. Where neither is found, the half is
 * looked at thoroughly and the whole for small squares, in turns: a hand holds still for longer than two frames.
 */
async function wasmDetector(): Promise<Detect> {
  const { prepareZXingModule, readBarcodes, ZXING_WASM_VERSION } = await import('zxing-wasm/reader')
  const locateFile = () => `/camera/zxing-${ZXING_WASM_VERSION}.wasm`
  await prepareZXingModule({ overrides: { locateFile }, fireImmediately: true })
  const grab = createGrabber()
  let missed = 0
  return async (picture) => {
    const [whole, half] = grab(picture)
    const quick = [...(await readBarcodes(whole, LINES)), ...(await readBarcodes(half, QUICK))]
    if (quick.length > 0) return quick.map(sightingOf)
    missed += 1
    const close = missed % 2 === 1 ? readBarcodes(half, ALIKE) : readBarcodes(whole, SQUARES)
    return (await close).map(sightingOf)
  }
}

function sightingOf({ text, format }: ReadResult): Sighting {
  return { text, format }
}
