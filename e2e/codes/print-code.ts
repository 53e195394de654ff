import bwip from 'bwip-js/node'

export type Symbology = 'code_128' | 'qr_code'

/** A code as it is printed, in modules, its quiet zone around it. */
export interface PrintedCode {
  readonly width: number
  readonly height: number
  /** One byte a module, row by row: 1 is ink. */
  readonly ink: Uint8Array
}

/** Modules; a label's bars are about as much higher than wide. */
const BAR_HEIGHT = 45
const QUIET = { code_128: 10, qr_code: 4 } as const satisfies Record<Symbology, number>

/** Prints one code. */
export function printCode(symbology: Symbology, text: string): PrintedCode {
  return withQuietZone(symbology === 'code_128' ? bars(text) : squares(text), QUIET[symbology])
}

function bars(text: string): PrintedCode {
  const [drawn] = bwip.raw('code128', text, {}) as unknown as readonly { readonly sbs: readonly number[] }[]
  const row = (drawn?.sbs ?? []).flatMap((width, at) => new Array<number>(width).fill(at % 2 === 0 ? 1 : 0))
  const ink = new Uint8Array(row.length * BAR_HEIGHT)
  for (let y = 0; y < BAR_HEIGHT; y += 1) ink.set(row, y * row.length)
  return { width: row.length, height: BAR_HEIGHT, ink }
}

function squares(text: string): PrintedCode {
  const [drawn] = bwip.raw('qrcode', text, {}) as unknown as readonly {
    readonly pixs: readonly number[]
    readonly pixx: number
    readonly pixy: number
  }[]
  if (!drawn) throw new Error(`Not drawn: ${text}`)
  return { width: drawn.pixx, height: drawn.pixy, ink: Uint8Array.from(drawn.pixs) }
}

function withQuietZone({ width, height, ink }: PrintedCode, quiet: number): PrintedCode {
  const [wide, high] = [width + 2 * quiet, height + 2 * quiet]
  const whole = new Uint8Array(wide * high)
  for (let y = 0; y < height; y += 1) whole.set(ink.subarray(y * width, (y + 1) * width), (y + quiet) * wide + quiet)
  return { width: wide, height: high, ink: whole }
}
