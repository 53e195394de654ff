import type { WedgeInsert, WedgeKey } from './wedge.ts'

/** A key; whoever types faster on the whole is a scanner. */
export const SCANNER_MS = 50
/** Fewer keys say too little of who types. */
export const FEW = 4
/** After a longer pause begins something else. */
const PAUSE_MS = 150
const GS = '\x1d'

/** What came into a field one right after the other. */
export interface Burst {
  readonly text: string
  readonly from: number
  readonly at: number
  /** The last key, which is heard again as the text that it inserts. */
  readonly keyed: string | null
}

interface BurstStep {
  readonly burst: Burst | null
  /** Ended by its suffix, and too fast for fingers. */
  readonly scan: string | null
}

/** One event of a field further: it stays a person's text until a suffix shows that a scanner typed it. */
export function stepBurst(burst: Burst | null, event: WedgeKey | WedgeInsert): BurstStep {
  if (event.isComposing) return { burst: null, scan: null }
  return event.kind === 'keydown' ? onKey(burst, event) : onInsert(burst, event)
}

export function isSuffix(event: WedgeKey | WedgeInsert): boolean {
  if (event.kind === 'keydown') return event.key === 'Enter' || event.key === 'Tab'
  return event.inputType === 'insertLineBreak' || event.inputType === 'insertParagraph'
}

function onKey(burst: Burst | null, event: WedgeKey): BurstStep {
  const { key, at } = event
  if (key === 'F8' || (event.isModified && (key === ']' || key === GS))) return going(add(burst, GS, at))
  if (event.isModified) return going(null)
  if (isSuffix(event)) return ended(burst, at)
  if ([...key].length === 1) return going({ ...add(burst, key, at), keyed: key })
  return going(event.keyCode === 229 || key === 'Shift' ? burst : null)
}

function onInsert(burst: Burst | null, event: WedgeInsert): BurstStep {
  if (isSuffix(event)) return ended(burst, event.at)
  if (event.inputType !== 'insertText' || event.data === null) return going(null)
  const { data, at } = event
  if (burst && data === burst.keyed) return going({ ...burst, keyed: null })
  const [first = '', ...rest] = data.split(/[\r\n\t]+/)
  const added = add(burst, first, at)
  return rest.length > 0 ? ended(added, at) : going(added)
}

function going(burst: Burst | null): BurstStep {
  return { burst, scan: null }
}

function ended(burst: Burst | null, at: number): BurstStep {
  const isScan = burst !== null && at - burst.at <= PAUSE_MS && isScanner(burst, at)
  return { burst: null, scan: isScan ? burst.text : null }
}

/** A key that is held down repeats as fast, but says only itself. */
function isScanner({ text, from }: Burst, at: number): boolean {
  return text.length >= FEW && at - from < text.length * SCANNER_MS && new Set(text).size > 1
}

function add(burst: Burst | null, text: string, at: number): Burst {
  if (burst === null || at - burst.at > PAUSE_MS) return { text, from: at, at, keyed: null }
  return { ...burst, text: burst.text + text, at, keyed: null }
}
