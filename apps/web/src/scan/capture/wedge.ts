import { foldScanned, MAX_CODE_LENGTH } from '@baton/contract'
import { type Burst, goesOn, IDLE_MS, isSuffix, isWholeScan, PATIENT_MS, SCANNER_MS, stepBurst } from './burst.ts'

const SUFFIXES_THAT_SHOW_IT = 2
/** The same text by two routes within this time is one scan that the device sent twice. */
const PAIR_MS = 300
/** Some scanners send CR and LF: the second ends nothing and must not press a button. */
const SUFFIX_MS = 100
/** Less than this, or one character over and over, ended by silence alone, is a stray or held key and not a scan. */
const STRAY_LENGTH = 4
/** One more than any code may have: `readCode` refuses what is cut here. */
export const MAX_WEDGE_LENGTH = 4 * MAX_CODE_LENGTH + 1
const GS = '\x1d'

/** Where an event went: nowhere that takes text, our own sink, the scan box, or another field in which a person types. */
export type WedgeTarget = 'none' | 'sink' | 'box' | 'field'

export interface WedgeKey {
  readonly kind: 'keydown'
  readonly target: WedgeTarget
  readonly key: string
  readonly keyCode: number
  /** Ctrl, Alt or Meta is down, AltGr is not. */
  readonly isModified: boolean
  readonly isComposing: boolean
  readonly at: number
}

export interface WedgeInsert {
  readonly kind: 'beforeinput' | 'input'
  readonly target: WedgeTarget
  readonly inputType: string
  readonly data: string | null
  readonly isComposing: boolean
  /** One that cannot be cancelled is followed by an `input` with the same text. */
  readonly isCancelable: boolean
  readonly at: number
}

interface WedgeComposition {
  readonly kind: 'composition'
  readonly target: WedgeTarget
  readonly phase: 'start' | 'end'
  readonly at: number
}

/** What a browser tells while a hardware scanner types. `at`: its time stamp, ms. */
export type WedgeEvent =
  | WedgeKey
  | WedgeInsert
  | WedgeComposition
  /** A whole code that a shell around the browser, or the clipboard, handed over. */
  | { readonly kind: 'intent'; readonly text: string; readonly at: number }
  | { readonly kind: 'tick'; readonly at: number }

type Route = 'keys' | 'text' | 'intent'

interface Part {
  readonly route: Route
  readonly text: string
}

interface Told extends Part {
  readonly at: number
}

export interface WedgeState {
  readonly parts: readonly Part[]
  /** What comes into a field in which a person types. */
  readonly burst: Burst | null
  readonly firstAt: number
  readonly lastAt: number
  readonly suffixAt: number
  /** Scans in a row that ended with a suffix. */
  readonly suffixes: number
  /** The last scan that silence ended came as text, not as keys. */
  readonly inserts: boolean
  readonly isComposing: boolean
  /** Scans of the last moments that no second route has repeated. */
  readonly told: readonly Told[]
}

export interface WedgeStep {
  readonly state: WedgeState
  readonly scans: readonly { readonly text: string; readonly at: number }[]
  /** The event was part of a scan: its default action must not happen. */
  readonly isTaken: boolean
  /** An input method swallowed keys that no person typed into a field. */
  readonly isDiscarded: boolean
  /** What came into a field since its burst began is the scan's, and must not stay there. */
  readonly isTyped: boolean
}

export const EMPTY_WEDGE: WedgeState = {
  parts: [],
  burst: null,
  firstAt: Number.NEGATIVE_INFINITY,
  lastAt: Number.NEGATIVE_INFINITY,
  suffixAt: Number.NEGATIVE_INFINITY,
  suffixes: 0,
  inserts: false,
  isComposing: false,
  told: [],
}

/** Where this device's scanner was known to send a suffix before the page was opened. */
export const EMPTY_WITH_SUFFIX: WedgeState = { ...EMPTY_WEDGE, suffixes: SUFFIXES_THAT_SHOW_IT }

/** Whether the scanner sends a suffix, as far as its scans have shown. */
export function sendsSuffix({ suffixes }: WedgeState): boolean {
  return suffixes >= SUFFIXES_THAT_SHOW_IT
}

/** One event further. Pure: what is a scan depends on the events and their time stamps alone. */
export function stepWedge(state: WedgeState, event: WedgeEvent): WedgeStep {
  if (event.kind === 'tick') return flushed(state, event.at)
  if (event.kind === 'intent') return after(flushed(state, event.at), (now) => whole(now, event))
  if (isField(event.target)) return after(flushedBurst(state, event.at), (now) => onField(now, event))
  if (event.kind === 'composition') return onComposition(state, event)
  if (state.isComposing || event.isComposing) return untouched(state)
  return after(flushed(state, event.at), (now) => (event.kind === 'keydown' ? onKey(now, event) : onInsert(now, event)))
}

/** Whether a person types there. */
export function isField(target: WedgeTarget): boolean {
  return target === 'field' || target === 'box'
}

/** When silence would end the scan in the buffer, or in a field; null: there is none. */
export function wedgeDueAt(state: WedgeState): number | null {
  const isPatient = sendsSuffix(state)
  if (isUnended(state)) return state.burst.at + (isPatient ? PATIENT_MS : IDLE_MS)
  return state.parts.length === 0 ? null : state.lastAt + (isPatient && isHalf(state) ? PATIENT_MS : IDLE_MS)
}

/** Half of a code comes as fast as a whole one; keys that a person presses do not. */
function isHalf({ parts, firstAt, lastAt }: WedgeState): boolean {
  return lastAt - firstAt < (lengthOf(parts) - 1) * SCANNER_MS
}

function lengthOf(parts: readonly Part[]): number {
  return parts.reduce((total, part) => total + part.text.length, 0)
}

/** Whether silence would show that what came into a field is a scan. Of a scanner that sends a suffix, elsewhere than in the scan box, it would not. */
function isUnended(state: WedgeState): state is WedgeState & { readonly burst: Burst } {
  const { burst, inserts } = state
  return burst !== null && (burst.isBoxed || !sendsSuffix(state)) && isWholeScan(burst, inserts)
}

function onComposition(state: WedgeState, { phase }: WedgeComposition): WedgeStep {
  const isComposing = phase === 'start'
  return { ...untouched({ ...state, parts: [], isComposing }), isDiscarded: !isComposing }
}

/** Slow typing is a person's; what a scanner types there is a scan as on any other screen. */
function onField(state: WedgeState, event: WedgeKey | WedgeInsert | WedgeComposition): WedgeStep {
  if (event.kind === 'input') return untouched(state)
  if (event.kind === 'composition') return untouched({ ...state, burst: null })
  const { at } = event
  const isPatient = sendsSuffix(state)
  const { burst, scan } = stepBurst(state.burst, event, isPatient)
  if (scan !== null) {
    const ended = { ...state, burst, suffixAt: at, suffixes: state.suffixes + 1 }
    const step = tell(ended, { route: 'keys', text: scan.slice(0, MAX_WEDGE_LENGTH) }, at)
    return { ...step, isTaken: true, isTyped: goesOn(state.burst, at, isPatient) }
  }
  const isSecond = state.burst === null && isSuffix(event) && at - state.suffixAt < SUFFIX_MS
  return isSecond ? taken({ ...state, suffixAt: at }) : untouched({ ...state, burst })
}

function onKey(state: WedgeState, event: WedgeKey): WedgeStep {
  const { key, at } = event
  if (key === 'F8' || (event.isModified && (key === ']' || key === GS)))
    return taken(add(state, 'keys', { text: GS, at }))
  if (event.isModified) return untouched(state)
  if (event.keyCode === 229 && event.target === 'sink') return untouched(state)
  if (key === 'Enter' || key === 'Tab') return onSuffix(state, at)
  if ([...key].length !== 1 || (key === ' ' && state.parts.length === 0)) return untouched(state)
  return taken(add(state, 'keys', { text: key, at }))
}

function onInsert(state: WedgeState, event: WedgeInsert): WedgeStep {
  if (event.kind === 'beforeinput' && !event.isCancelable) return untouched(state)
  const { inputType, at } = event
  if (inputType === 'insertLineBreak' || inputType === 'insertParagraph')
    return { ...onSuffix(state, at), isTaken: true }
  const text = event.data ?? ''
  if (inputType === 'insertFromPaste' || inputType === 'insertFromDrop')
    return { ...whole(state, { text, at }), isTaken: true }
  if (inputType !== 'insertText' && inputType !== 'insertReplacementText') return untouched(state)
  const [first = '', ...rest] = text.split(/[\r\n\t]+/)
  return rest.reduce<WedgeStep>(
    (before, next) =>
      after(before, (one) => after(onSuffix(one, at), (ended) => taken(add(ended, 'text', { text: next, at })))),
    taken(add(state, 'text', { text: first, at })),
  )
}

function onSuffix(state: WedgeState, at: number): WedgeStep {
  if (state.parts.length === 0)
    return at - state.suffixAt < SUFFIX_MS ? taken({ ...state, suffixAt: at }) : untouched(state)
  const suffixes = state.suffixes + 1
  return { ...tell({ ...state, parts: [], suffixAt: at, suffixes }, joined(state.parts), state.lastAt), isTaken: true }
}

/** Keys may be half through the same code: what they typed so far stays. */
function whole(state: WedgeState, { text, at }: { text: string; at: number }): WedgeStep {
  return tell(state, { route: 'intent', text: text.slice(0, MAX_WEDGE_LENGTH) }, at)
}

/** Ends the scan in the buffer, or in a field, when nothing came for long enough. */
function flushed(state: WedgeState, at: number): WedgeStep {
  if (isUnended(state)) return flushedBurst(state, at)
  const dueAt = wedgeDueAt(state)
  if (dueAt === null || at < dueAt) return untouched(state)
  const scan = joined(state.parts)
  const emptied = { ...state, parts: [], inserts: scan.route === 'text' }
  if (scan.text.length < STRAY_LENGTH || new Set(scan.text).size === 1) return untouched(emptied)
  return tell({ ...emptied, suffixes: 0 }, scan, state.lastAt)
}

function flushedBurst(state: WedgeState, at: number): WedgeStep {
  if (!isUnended(state) || at < (wedgeDueAt(state) ?? at)) return untouched(state)
  const { text, at: lastAt } = state.burst
  const ended = { ...state, burst: null, suffixes: 0 }
  return { ...tell(ended, { route: 'keys', text: text.slice(0, MAX_WEDGE_LENGTH) }, lastAt), isTyped: true }
}

function add(state: WedgeState, route: Route, { text, at }: { text: string; at: number }): WedgeState {
  const room = MAX_WEDGE_LENGTH - lengthOf(state.parts)
  const kept = text.slice(0, Math.max(room, 0))
  const last = state.parts.at(-1)
  if (kept === '') return { ...state, lastAt: text === '' ? state.lastAt : at }
  const parts =
    last?.route === route
      ? [...state.parts.slice(0, -1), { route, text: last.text + kept }]
      : [...state.parts, { route, text: kept }]
  return { ...state, parts, firstAt: state.parts.length === 0 ? at : state.firstAt, lastAt: at }
}

/** A device set to type and to insert sends the code by both routes without a pause: that is one code. */
function joined(parts: readonly Part[]): Part {
  const [first, second] = parts
  if (first && parts.length === 2 && first.text === second?.text) return first
  return { route: parts.at(-1)?.route ?? 'keys', text: parts.map((part) => part.text).join('') }
}

function tell(state: WedgeState, scan: Part, at: number): WedgeStep {
  const text = scan.text.length >= MAX_WEDGE_LENGTH ? scan.text : foldScanned(scan.text)
  const told = state.told.filter((one) => at - one.at <= PAIR_MS)
  const pair = told.findIndex((one) => one.text === text && one.route !== scan.route)
  if (text.replaceAll(GS, '') === '') return untouched({ ...state, told })
  if (pair >= 0) return untouched({ ...state, told: told.filter((_, index) => index !== pair) })
  return {
    ...untouched({ ...state, told: [...told.slice(-15), { route: scan.route, text, at }] }),
    scans: [{ text, at }],
  }
}

function after(step: WedgeStep, next: (state: WedgeState) => WedgeStep): WedgeStep {
  const then = next(step.state)
  return {
    state: then.state,
    scans: [...step.scans, ...then.scans],
    isTaken: step.isTaken || then.isTaken,
    isDiscarded: step.isDiscarded || then.isDiscarded,
    isTyped: step.isTyped || then.isTyped,
  }
}

function untouched(state: WedgeState): WedgeStep {
  return { state, scans: [], isTaken: false, isDiscarded: false, isTyped: false }
}

function taken(state: WedgeState): WedgeStep {
  return { ...untouched(state), isTaken: true }
}
