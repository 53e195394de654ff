import type { Label, ScanTone } from '@baton/contract'

export interface Note {
  /** Hz */
  readonly pitch: number
  /** ms after the beginning of the answer */
  readonly from: number
  readonly length: number
}

export interface ToneSpec {
  readonly wave: OscillatorType
  readonly notes: readonly Note[]
  /** ms on, off, on … */
  readonly vibration: readonly number[]
  /** Spoken after the notes; null: the notes say enough. */
  readonly phrase: Label | null
}

/**
 * How each answer is told from the others with gloves on and in noise: by pitch, by count and by length. The good one is
 * the shortest and the only high one; the one that means "put it down" goes up and down for more than a second.
 */
export const TONES = {
  ok: {
    wave: 'square',
    notes: [{ pitch: 2400, from: 0, length: 90 }],
    vibration: [60],
    phrase: null,
  },
  repeat: {
    wave: 'square',
    notes: [
      { pitch: 1200, from: 0, length: 90 },
      { pitch: 1200, from: 170, length: 90 },
    ],
    vibration: [60, 90, 60],
    phrase: { zh: '重复', en: 'Again' },
  },
  refused: {
    wave: 'sawtooth',
    notes: [
      { pitch: 320, from: 0, length: 260 },
      { pitch: 240, from: 320, length: 420 },
    ],
    vibration: [300, 100, 300],
    phrase: { zh: '不对', en: 'Wrong' },
  },
  stop: {
    wave: 'sawtooth',
    notes: [0, 1, 2, 3, 4, 5].map((at) => ({ pitch: at % 2 === 0 ? 960 : 620, from: at * 220, length: 200 })),
    vibration: [500, 100, 500, 100, 500],
    phrase: { zh: '停', en: 'Stop' },
  },
} as const satisfies Record<ScanTone, ToneSpec>

/** ms until the last note has ended */
export function lengthOf(tone: ScanTone): number {
  return Math.max(...TONES[tone].notes.map(({ from, length }) => from + length))
}
