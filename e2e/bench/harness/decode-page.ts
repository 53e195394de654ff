import { Html5QrcodeShim } from 'html5-qrcode/esm/code-decoder.js'
import { Html5QrcodeSupportedFormats as Format } from 'html5-qrcode/esm/core.js'
import { type Detect, openDetector } from '../../../apps/web/src/scan/capture/camera/detector.ts'

export interface Reading {
  readonly texts: readonly string[]
  readonly ms: number
}

export interface Readings {
  readonly ours: Reading
  readonly theirs: Reading
}

declare global {
  interface Window {
    readFrame(address: string, oursFirst: boolean): Promise<Readings>
  }
}

const FORMATS = [
  Format.CODE_128,
  Format.CODE_39,
  Format.EAN_13,
  Format.EAN_8,
  Format.UPC_A,
  Format.ITF,
  Format.QR_CODE,
  Format.DATA_MATRIX,
]
const QUIET = { log: () => {}, warn: () => {}, logError: () => {}, logErrors: () => {} }
const theirs = new Html5QrcodeShim(FORMATS, false, false, QUIET)
const canvas = document.createElement('canvas')
let ours: Detect | undefined

/** One frame by both decoders, each with the drawing that it needs to get at the pixels. */
window.readFrame = async (address, oursFirst) => {
  ours ??= await openDetector()
  const detect = ours
  const bitmap = await fetchFrame(address)
  const byUs = () => timed(async () => (await detect(bitmap)).map(({ text }) => text))
  const byThem = () => timed(async () => [(await theirs.decodeAsync(drawn(bitmap))).text])
  const first = await (oursFirst ? byUs() : byThem())
  const second = await (oursFirst ? byThem() : byUs())
  bitmap.close()
  return oursFirst ? { ours: first, theirs: second } : { ours: second, theirs: first }
}

/** As html5-qrcode draws its video: onto one canvas that stays. */
function drawn(bitmap: ImageBitmap): HTMLCanvasElement {
  if (canvas.width !== bitmap.width) canvas.width = bitmap.width
  if (canvas.height !== bitmap.height) canvas.height = bitmap.height
  canvas.getContext('2d', { willReadFrequently: true })?.drawImage(bitmap, 0, 0)
  return canvas
}

async function timed(read: () => Promise<readonly string[]>): Promise<Reading> {
  const started = performance.now()
  const texts = await read().catch((error: unknown) => {
    if (isNothingFound(error)) return []
    throw error
  })
  return { texts, ms: performance.now() - started }
}

/** html5-qrcode throws where it finds no code, or one with a wrong check sum. */
function isNothingFound(error: unknown): boolean {
  return /NotFound|Checksum|Format|No MultiFormat/.test(String(error))
}

async function fetchFrame(address: string): Promise<ImageBitmap> {
  const answer = await fetch(address)
  const [width, height] = [Number(answer.headers.get('x-width')), Number(answer.headers.get('x-height'))]
  const grey = new Uint8Array(await answer.arrayBuffer())
  const image = new ImageData(width, height)
  const pixels = new Uint32Array(image.data.buffer)
  for (const [at, value] of grey.entries()) pixels[at] = 0xff000000 | (value << 16) | (value << 8) | value
  return createImageBitmap(image)
}
