import type { ReadableBarcodeFormat, ReaderOptions } from 'zxing-wasm/reader'
import type { Sighting } from './agree.ts'
import { createGrabber, type Picture } from './frame-grabber.ts'
import { openZxing } from './read-grey.ts'

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
const LINES: ReaderOptions = { ...QUICK, tryRotate: false, formats: Object.values(LINEAR) }
const LINES_CLOSELY: ReaderOptions = { ...ALIKE, tryRotate: false, formats: Object.values(LINEAR) }
const TURNED_CLOSELY: ReaderOptions = { ...LINES_CLOSELY, tryRotate: true }
const SQUARES: ReaderOptions = { ...QUICK, tryDownscale: false, formats: Object.values(MATRIX) }
/** A thorough look finds no further QR code, but a Data Matrix that is not in the middle. */
const SQUARES_CLOSELY: ReaderOptions = { ...ALIKE, formats: [MATRIX.data_matrix] }

/**
 * The half of a picture says most at a quarter of the time. Where it says nothing, bars are looked for thoroughly in the half,
 * then in the whole. What is costly comes by turns, for a hand holds still for two frames: turned bars and a Data Matrix
 * thoroughly in the half, squares in the whole.
 */
async function wasmDetector(): Promise<Detect> {
  const look = await openZxing()
  const [quick, lines, linesClosely] = [look(QUICK), look(LINES), look(LINES_CLOSELY)]
  const [turnedClosely, squares, squaresClosely] = [look(TURNED_CLOSELY), look(SQUARES), look(SQUARES_CLOSELY)]
  const grab = createGrabber()
  let count = 0
  return async (picture) => {
    const { half, whole } = grab(picture)
    count += 1
    const looks =
      count % 2 === 0
        ? [() => quick(half()), () => turnedClosely(half()), () => lines(whole()), () => squaresClosely(half())]
        : [() => quick(half()), () => linesClosely(half()), () => lines(whole()), () => squares(whole())]
    for (const one of looks) {
      const found = one()
      if (found.length > 0) return found
    }
    return []
  }
}
