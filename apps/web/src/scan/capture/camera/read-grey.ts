import type { ReaderOptions, ZXingReaderModule, ZXingReaderOptions } from 'zxing-wasm/reader'
import type { Sighting } from './agree.ts'
import type { Grey } from './frame-grabber.ts'

/** What its types leave to Emscripten's, which are for the whole program. */
interface Zxing {
  /** Another array once its memory has grown. */
  readonly HEAPU8: Uint8Array
  _malloc(bytes: number): number
  _free(at: number): void
}

export type Look = (picture: Grey) => readonly Sighting[]

/** zxing on grey pictures. Its own front takes coloured ones, and turns them grey anew for every look. */
export async function openZxing(): Promise<(options: ReaderOptions) => Look> {
  const library = await import('zxing-wasm/reader')
  const { BINARIZERS, CHARACTER_SETS, EAN_ADD_ON_SYMBOLS, TEXT_MODES, ZXING_WASM_VERSION } = library
  const locateFile = () => `/camera/zxing-${ZXING_WASM_VERSION}.wasm`
  const module = await library.prepareZXingModule({ overrides: { locateFile }, fireImmediately: true })
  const zxing = module as ZXingReaderModule & Zxing
  let [at, room] = [0, 0]
  const place = (pixels: Uint8Array) => {
    if (pixels.length > room) {
      zxing._free(at)
      at = zxing._malloc(pixels.length)
      room = pixels.length
    }
    zxing.HEAPU8.set(pixels, at)
  }
  return (options) => {
    const { formats, binarizer, eanAddOnSymbol, textMode, characterSet, ...others } = {
      ...library.defaultReaderOptions,
      ...options,
    }
    const coded: ZXingReaderOptions = {
      ...others,
      formats: library.encodeFormats(formats),
      binarizer: BINARIZERS.indexOf(binarizer),
      eanAddOnSymbol: EAN_ADD_ON_SYMBOLS.indexOf(eanAddOnSymbol),
      textMode: TEXT_MODES.indexOf(textMode),
      characterSet: CHARACTER_SETS.indexOf(characterSet as (typeof CHARACTER_SETS)[number]),
    }
    return ({ width, height, pixels }) => {
      place(pixels)
      return sightingsOf(zxing.readBarcodesFromPixmap(at, width, height, coded))
    }
  }
}

function sightingsOf(found: ReturnType<ZXingReaderModule['readBarcodesFromPixmap']>): readonly Sighting[] {
  return Array.from({ length: found.size() }, (_, at) => found.get(at)).flatMap((one) =>
    one ? [{ text: one.text, format: one.format }] : [],
  )
}
