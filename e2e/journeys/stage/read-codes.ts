import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'

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

/** A picture with three dots for each of the screen's, since paper has as many and a bar of one and a third has none of its own. */
export async function sharpPicture(page: Page, what: Locator): Promise<Uint8Array> {
  const cdp = await page.context().newCDPSession(page)
  const size = page.viewportSize() ?? { width: 1440, height: 900 }
  const draw = (deviceScaleFactor: number) =>
    cdp.send('Emulation.setDeviceMetricsOverride', { ...size, deviceScaleFactor, mobile: false })
  await draw(3)
  try {
    return await what.screenshot()
  } finally {
    await draw(1)
    await cdp.detach()
  }
}
