import type { PrintedCode } from './print-code.ts'
import { normal, seeded } from './random.ts'

export interface Shot {
  readonly width: number
  readonly height: number
  /** Pixels of one module in the middle of the code. */
  readonly module: number
  /** Degrees: in the plane of the picture, around the upright axis, around the level axis. */
  readonly turn: number
  readonly tilt: readonly [upright: number, level: number]
  /** Deviation of a Gaussian, in modules. */
  readonly blur: number
  /** Grey of paper, ink and what lies behind the label, 0–255. */
  readonly table: number
  readonly paper: number
  readonly ink: number
  /** Deviation of a Gaussian, in grey steps. */
  readonly noise: number
  /** A lamp's reflection: where on the code (−0.5 to 0.5), how wide in shares of its width, how many grey steps brighter. */
  readonly glare: { readonly x: number; readonly y: number; readonly radius: number; readonly strength: number } | null
}

export interface Photo {
  readonly width: number
  readonly height: number
  /** One byte a pixel, row by row. */
  readonly grey: Uint8ClampedArray<ArrayBuffer>
}

/** Of the label around the code, in shares of the code's width: codes stand on labels with room for more. */
const MARGIN = 0.2
/** Of the camera from the label, in picture widths; one is a hand's breadth more than the label fills. */
const DISTANCE = 1.2
const NOISES = 1 << 16
let noises: Float32Array | undefined

/**
 * A printed code on a table, as a camera that is held by a person sees it. The returned function takes one frame: the
 * same seed is the same frame, another has other noise.
 */
export function aimAt(code: PrintedCode, shot: Shot): (seed: number) => Photo {
  const { width, height, noise } = shot
  const picture = blurred(laidOut(code, shot), shot)
  shine(picture, code, shot)
  noises ??= Float32Array.from({ length: NOISES }, noiseTable())
  const grains = noises
  return (seed) => {
    const random = seeded(seed)
    const grey = new Uint8ClampedArray(width * height)
    for (let from = 0; from < grey.length; from += width) {
      const grain = Math.floor(random() * NOISES)
      for (let x = 0; x < width; x += 1)
        grey[from + x] = (picture[from + x] as number) + noise * (grains[(grain + x) & (NOISES - 1)] as number)
    }
    return { width, height, grey }
  }
}

function noiseTable(): () => number {
  const random = seeded(1)
  return () => normal(random)
}

/** Four samples a pixel. */
function laidOut(code: PrintedCode, shot: Shot): Float32Array {
  const { width, height, module, paper, table } = shot
  const locate = projection(shot)
  const picture = new Float32Array(width * height)
  const point = { u: 0, v: 0 }
  const greys = Float32Array.from(code.ink, (one) => (one === 1 ? shot.ink : paper))
  const margin = MARGIN * code.width
  const [wide, high] = [(code.width / 2 + margin) * module, (code.height / 2 + margin) * module]
  const sample = (x: number, y: number): number => {
    locate(x, y, point)
    const column = Math.floor(point.u / module + code.width / 2)
    const row = Math.floor(point.v / module + code.height / 2)
    if (Math.abs(point.u) > wide || Math.abs(point.v) > high) return table
    if (column < 0 || row < 0 || column >= code.width || row >= code.height) return paper
    return greys[row * code.width + column] ?? 0
  }
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      locate(x + 0.5, y + 0.5, point)
      const isOnTable = Math.abs(point.u) > wide + module || Math.abs(point.v) > high + module
      picture[y * width + x] = isOnTable ? table : fourOf(sample, x, y)
    }
  return picture
}

function fourOf(sample: (x: number, y: number) => number, x: number, y: number): number {
  const upper = sample(x + 0.25, y + 0.25) + sample(x + 0.75, y + 0.25)
  return (upper + sample(x + 0.25, y + 0.75) + sample(x + 0.75, y + 0.75)) / 4
}

/** From a pixel to the point of the label, in pixels from its middle: where the ray meets the turned plane. */
function projection({ width, height, turn, tilt }: Shot) {
  const distance = DISTANCE * width
  const [a, b, c] = [radians(tilt[0]), radians(tilt[1]), radians(turn)]
  const [rightX, rightZ] = [Math.cos(a), Math.sin(a)]
  const [downX, downY, downZ] = [Math.sin(a) * Math.sin(b), Math.cos(b), -Math.cos(a) * Math.sin(b)]
  const [cos, sin] = [Math.cos(c), Math.sin(c)]
  return (x: number, y: number, point: { u: number; v: number }): void => {
    const p = (x - width / 2) / distance
    const q = (y - height / 2) / distance
    const m = rightX - p * rightZ
    const n = downX - p * downZ
    const r = -q * rightZ
    const s = downY - q * downZ
    const scale = distance / (m * s - n * r)
    const u = (p * s - n * q) * scale
    const v = (m * q - p * r) * scale
    point.u = u * cos + v * sin
    point.v = v * cos - u * sin
  }
}

function shine(picture: Float32Array, code: PrintedCode, { glare, module, width, height }: Shot): void {
  if (glare === null) return
  const [wide, high] = [code.width * module, code.height * module]
  const [x0, y0, radius] = [width / 2 + glare.x * wide, height / 2 + glare.y * high, glare.radius * wide]
  for (let at = 0; at < picture.length; at += 1) {
    const [dx, dy] = [(at % width) - x0, Math.floor(at / width) - y0]
    const far = (dx * dx + dy * dy) / (2 * radius * radius)
    if (far < 6) picture[at] = (picture[at] as number) + glare.strength * Math.exp(-far)
  }
}

/** Along rows, then along columns; the table at the picture's edge stays as it is. */
function blurred(picture: Float32Array, { width, blur, module }: Shot): Float32Array {
  const deviation = blur * module
  if (deviation < 0.2) return picture
  const reach = Math.ceil(2.5 * deviation)
  const weights = Array.from({ length: 2 * reach + 1 }, (_, at) =>
    Math.exp(-((at - reach) ** 2) / (2 * deviation ** 2)),
  )
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const kernel = Float32Array.from(weights, (weight) => weight / total)
  const along = (from: Float32Array, step: number): Float32Array => {
    const to = from.slice()
    const edge = reach * step
    for (let at = edge; at < from.length - edge; at += 1) {
      let sum = 0
      for (let k = 0, other = at - edge; k < kernel.length; k += 1, other += step)
        sum += (kernel[k] as number) * (from[other] as number)
      to[at] = sum
    }
    return to
  }
  return along(along(picture, 1), width)
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180
}
