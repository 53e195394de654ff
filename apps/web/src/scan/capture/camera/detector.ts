import type { BarcodeFormat } from 'barcode-detector/ponyfill'
import type { Sighting } from './agree.ts'

/** What is printed on parcels, slips, badges and goods; every further symbology costs time and invites misreads. */
export const SYMBOLOGIES = [
  'code_128',
  'code_39',
  'ean_13',
  'ean_8',
  'upc_a',
  'itf',
  'qr_code',
  'data_matrix',
] as const satisfies readonly BarcodeFormat[]

export type Detect = (image: HTMLVideoElement | ImageBitmap | ImageData) => Promise<readonly Sighting[]>

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
  if (!Native || !SYMBOLOGIES.every((format) => known.includes(format))) return null
  const detector = new Native({ formats: SYMBOLOGIES })
  return async (image) => (await detector.detect(image)).map(({ rawValue: text, format }) => ({ text, format }))
}

async function wasmDetector(): Promise<Detect> {
  const { BarcodeDetector, prepareZXingModule, ZXING_WASM_VERSION } = await import('barcode-detector/ponyfill')
  const locateFile = () => `/camera/zxing-${ZXING_WASM_VERSION}.wasm`
  await prepareZXingModule({ overrides: { locateFile }, fireImmediately: true })
  const detector = new BarcodeDetector({ formats: [...SYMBOLOGIES] })
  return async (image) => (await detector.detect(image)).map(({ rawValue: text, format }) => ({ text, format }))
}
