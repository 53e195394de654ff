import { mintedCode } from '@baton/contract'
import type { Shot } from '../../codes/photograph.ts'
import type { Symbology } from '../../codes/print-code.ts'
import { seeded } from '../../codes/random.ts'

export interface Scene {
  readonly symbology: Symbology
  readonly text: string
  readonly condition: string
  /** A person would move closer, hold still or switch on the light. */
  readonly isHard: boolean
  readonly shot: Shot
}

type Condition = readonly [name: string, change: Partial<Shot>, isHard?: 'hard' | undefined]

const DAYLIGHT = {
  ...{ width: 1280, height: 720, module: 0, turn: 0, tilt: [0, 0], blur: 0.2, table: 0, paper: 200, ink: 40, noise: 4 },
  glare: null,
} as const satisfies Shot

/** What goes wrong between a hand and a label: out of focus, held askew, a lamp on the foil, the far end of the hall. */
const CONDITIONS: readonly Condition[] = [
  ['plain', {}],
  ['blur', { blur: 0.35 }],
  ['blur', { blur: 0.5 }, 'hard'],
  ['tilt', { tilt: [20, 10], turn: 5 }],
  ['tilt', { tilt: [-35, 15], turn: -12 }],
  ['tilt', { tilt: [40, -25], turn: 25 }, 'hard'],
  ['glare', { glare: { x: 0.2, y: -0.2, radius: 0.08, strength: 160 } }],
  ['glare', { glare: { x: -0.15, y: 0.25, radius: 0.12, strength: 220 } }],
  ['dark', { paper: 110, ink: 40, noise: 10 }],
  ['dark', { paper: 90, ink: 40, noise: 14 }, 'hard'],
  ['all', { blur: 0.35, tilt: [20, 10], turn: 8, paper: 110, ink: 40, noise: 10 }],
  ['all', { blur: 0.5, tilt: [-25, 10], turn: -8, glare: { x: 0.2, y: 0.3, radius: 0.1, strength: 150 } }, 'hard'],
]
const TEXTS_OF_EACH = 4
/** What lies behind the label, of the paper's grey: a carton, or a label that is larger than the picture. */
const [CARTON, WHITE] = [0.5, 1]

/** Every condition on waybills as Code 128 and on our own codes as QR, in an order that mixes them. */
export function everyScene(seed: number): readonly Scene[] {
  const random = seeded(seed)
  const scenes = CONDITIONS.flatMap(([condition, change, hard]) =>
    Array.from({ length: TEXTS_OF_EACH }, (_, at) => [
      scene('code_128', waybill(at, random), [condition, { module: 3 + at, ...change }, hard]),
      scene('qr_code', ownCode(at, random), [condition, { module: 5 + at, ...change }, hard]),
    ]).flat(),
  )
  return scenes
    .map((one) => ({ one, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one)
}

function scene(symbology: Symbology, text: string, [condition, change, hard]: Condition): Scene {
  const shot = { ...DAYLIGHT, ...change }
  const table = Math.round(shot.paper * (shot.module % 2 === 0 ? CARTON : WHITE))
  return { symbology, text, condition, isHard: hard === 'hard', shot: { ...shot, table } }
}

function waybill(at: number, random: () => number): string {
  const digits = Array.from({ length: 13 }, () => Math.floor(random() * 10)).join('')
  return `${['SF', 'YT', 'JT'][at % 3]}${digits}`
}

function ownCode(at: number, random: () => number): string {
  const characters = Array.from({ length: 7 }, () => Math.floor(random() * 36).toString(36)).join('')
  return mintedCode((['work_order', 'trip', 'badge'] as const)[at % 3] ?? 'trip', characters.toUpperCase())
}
