import { readCode } from '@baton/contract'

/** One code in one frame. */
export interface Sighting {
  readonly text: string
  readonly format: string
}

export interface Watch {
  /** Codes of the last frames, and since when each has been seen without a break. */
  readonly seen: readonly {
    readonly text: string
    readonly format: string
    readonly frames: number
    readonly at: number
  }[]
  /** Codes that were taken and have not left the picture since. */
  readonly taken: readonly { readonly text: string; readonly at: number }[]
}

export interface Looked {
  readonly watch: Watch
  /** Codes that are sure and new: one is the scan, several are for a person to choose from. */
  readonly sure: readonly string[]
}

export const EMPTY_WATCH: Watch = { seen: [], taken: [] }
/** Frames that must read the same: one alone may be a misread. */
const FRAMES = 2
/** A link stands beside bars that say the same at once: those are waited for. */
const LINK_FRAMES = 6
/** A code that is missed in between for longer begins again. */
const GAP_MS = 400
/** A code must be out of the picture this long before it counts as scanned anew. */
const AWAY_MS = 1500

/** One frame further. Pure. `at`: ms. */
export function look(watch: Watch, sightings: readonly Sighting[], at: number): Looked {
  const unique = sightings.filter((one, index) => sightings.findIndex((other) => isSame(one, other)) === index)
  const fresh = watch.seen.filter((one) => at - one.at <= GAP_MS && !unique.some((other) => isSame(one, other)))
  const now = unique.map((one) => {
    const before = watch.seen.find((other) => isSame(one, other) && at - other.at <= GAP_MS)
    return { ...one, frames: (before?.frames ?? 0) + 1, at }
  })
  const taken = watch.taken
    .map((one) => (unique.some(({ text }) => text === one.text) ? { ...one, at } : one))
    .filter((one) => at - one.at <= AWAY_MS)
  const agreed = now
    .filter(({ text, frames }) => frames >= (isLink(text) ? LINK_FRAMES : FRAMES))
    .map(({ text }) => text)
  const sure = meant([...new Set(agreed)]).filter((text) => !taken.some((one) => one.text === text))
  return { watch: { seen: [...fresh, ...now], taken }, sure }
}

/** The codes were scanned, or turned down: none of them counts again until it has left the picture, nor the link beside it. */
export function take(watch: Watch, texts: readonly string[], at: number): Watch {
  const beside = texts.length > 0 ? watch.seen.map(({ text }) => text).filter(isLink) : []
  const over = [...new Set([...texts, ...beside])]
  const others = watch.taken.filter((one) => !over.includes(one.text))
  return { ...watch, taken: [...others, ...over.map((text) => ({ text, at }))] }
}

/** Labels carry several codes; those that lead nowhere, and links, though one names the order, give way to the others. */
function meant(texts: readonly string[]): readonly string[] {
  const codes = texts.map((text) => ({ text, code: readCode(text) }))
  const readable = codes.filter(({ code }) => code.kind !== 'unreadable')
  const strong = readable.filter(({ text }) => !isLink(text))
  const best = strong.length > 0 ? strong : readable.length > 0 ? readable : codes
  const keyOf = ({ code, text }: (typeof codes)[number]) =>
    code.kind === 'unreadable' ? text : `${code.kind} ${code.text}`
  return best.filter((one, at) => best.findIndex((other) => keyOf(one) === keyOf(other)) === at).map(({ text }) => text)
}

function isLink(text: string): boolean {
  return /^https?:/i.test(text)
}

function isSame(one: Sighting, other: Sighting): boolean {
  return one.text === other.text && one.format === other.format
}
