import type { WedgeInsert, WedgeKey } from './wedge.ts'

/** A key; whoever types faster on the whole is a scanner. */
export const SCANNER_MS = 50
/** Fewer keys say too little of who types. */
const FEW = 4
/** A scan without suffix ends after this silence; after a longer pause begins something else. */
export const IDLE_MS = 150
/** … unless the scanner has shown that it sends a suffix: then a pause is a hiccup in the middle of a code. */
export const PATIENT_MS = 1500
const GS = '\x1d'
/** What nobody writes as a word: six characters or more without a space, a digit among them. */
const CODE_LIKE = /^(?=.*\d)[!-~]{6,}$/

/** What came into a field one right after the other. */
export interface Burst {
  readonly text: string
  readonly from: number
  readonly at: number
  /** The last key, which is heard again as the text that it inserts. */
  readonly keyed: string | null
  /** Events that it came in. */
  readonly events: number
  /** It came into the scan box, where nothing but codes is typed. */
  readonly isBoxed: boolean
}

interface BurstStep {
  readonly burst: Burst | null
  /** Ended by its suffix, and too fast for fingers. */
  readonly scan: string | null
}

/**
 * Whether silence shows that a scanner without suffix typed it. A keyboard may put in a whole word at once, and a scanner a
 * whole code: `inserts` says that this device's does.
 */
export function isWholeScan(burst: Burst, inserts: boolean): boolean {
  if (!isFast(burst)) return false
  return burst.isBoxed || (CODE_LIKE.test(burst.text.replaceAll(GS, '')) && (inserts || isByKey(burst)))
}

/** Whether an event at this time goes on with it. `isPatient`: the scanner is known to send a suffix. */
export function goesOn(burst: Burst | null, at: number, isPatient: boolean): burst is Burst {
  if (burst === null) return false
  const isHalf = isPatient && isByKey(burst) && isFast(burst)
  return at - burst.at <= (isHalf ? PATIENT_MS : IDLE_MS)
}

/** One event of a field further: it stays a person's text until a suffix, or silence, shows that a scanner typed it. */
export function stepBurst(before: Burst | null, event: WedgeKey | WedgeInsert, isPatient: boolean): BurstStep {
  if (event.isComposing) return { burst: null, scan: null }
  const burst = goesOn(before, event.at, isPatient) ? before : null
  return event.kind === 'keydown' ? onKey(burst, event) : onInsert(burst, event)
}

export function isSuffix(event: WedgeKey | WedgeInsert): boolean {
  if (event.kind === 'keydown') return event.key === 'Enter' || event.key === 'Tab'
  return event.inputType === 'insertLineBreak' || event.inputType === 'insertParagraph'
}

function onKey(burst: Burst | null, event: WedgeKey): BurstStep {
  const { key } = event
  if (key === 'F8' || (event.isModified && (key === ']' || key === GS))) return going(add(burst, GS, event))
  if (event.isModified) return going(null)
  if (isSuffix(event)) return ended(burst, event.at)
  if ([...key].length === 1) return going({ ...add(burst, key, event), keyed: key })
  return going(event.keyCode === 229 || key === 'Shift' ? burst : null)
}

function onInsert(burst: Burst | null, event: WedgeInsert): BurstStep {
  if (isSuffix(event)) return ended(burst, event.at)
  if (event.inputType !== 'insertText' || event.data === null) return going(null)
  const { data } = event
  if (burst && data === burst.keyed) return going({ ...burst, keyed: null })
  if (data.length >= FEW && data === burst?.text) return going(burst)
  const [first = '', ...rest] = data.split(/[\r\n\t]+/)
  const added = add(burst, first, event)
  return rest.length > 0 ? ended(added, event.at) : going(added)
}

function going(burst: Burst | null): BurstStep {
  return { burst, scan: null }
}

function ended(burst: Burst | null, at: number): BurstStep {
  return { burst: null, scan: burst && isFast(burst, at) ? burst.text : null }
}

function isByKey({ text, events }: Burst): boolean {
  return events >= text.length
}

/** Too fast for fingers, its suffix at `endedAt` included. A key that is held down repeats as fast, but says only itself. */
function isFast({ text, from, at }: Burst, endedAt?: number): boolean {
  const gaps = endedAt === undefined ? text.length - 1 : text.length
  return text.length >= FEW && (endedAt ?? at) - from < gaps * SCANNER_MS && new Set(text).size > 1
}

function add(burst: Burst | null, text: string, { at, target }: WedgeKey | WedgeInsert): Burst {
  if (burst === null) return { text, from: at, at, keyed: null, events: 1, isBoxed: target === 'box' }
  return { ...burst, text: burst.text + text, at, keyed: null, events: burst.events + 1 }
}
