import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Locator } from 'playwright-core'

interface Reader {
  prepareZXingModule(options: { overrides: { wasmBinary: ArrayBuffer } }): void
  readBarcodes(image: Uint8Array, options: { formats: string[] }): Promise<{ format: string; text: string }[]>
}

const web = createRequire(join(import.meta.dirname, '../../../apps/web/package.json'))
const { prepareZXingModule, readBarcodes } = web('zxing-wasm/reader') as Reader

/** What a scanner of each kind reads from a picture: format and text, in order of format. */
export async function readCodes(png: Uint8Array): Promise<readonly (readonly [format: string, text: string])[]> {
  const wasmBinary = Uint8Array.from(readFileSync(web.resolve('zxing-wasm/reader/zxing_reader.wasm'))).buffer
  prepareZXingModule({ overrides: { wasmBinary } })
  const read = await readBarcodes(png, { formats: ['Code128', 'QRCode'] })
  return read.map(({ format, text }) => [format, text] as const).sort(([one], [other]) => one.localeCompare(other))
}

/** A drawn image as a printer sets it, with four dots for each of its own and paper around it: on a screen a thin bar has no dot of its own. */
export async function printedPicture(image: Locator): Promise<Uint8Array> {
  const png = await image.evaluate(async (drawn: HTMLImageElement) => {
    await drawn.decode()
    const [width, height, margin] = [4 * drawn.naturalWidth, 4 * drawn.naturalHeight, 80]
    const paper = Object.assign(document.createElement('canvas'), {
      width: width + 2 * margin,
      height: height + 2 * margin,
    })
    const pen = paper.getContext('2d')
    if (!pen) throw new Error('nothing to draw with')
    pen.fillStyle = 'white'
    pen.fillRect(0, 0, paper.width, paper.height)
    pen.drawImage(drawn, margin, margin, width, height)
    return paper.toDataURL('image/png')
  })
  return Buffer.from(png.slice(png.indexOf(',') + 1), 'base64')
}
