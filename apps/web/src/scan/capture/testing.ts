import { EMPTY_WEDGE, sendsSuffix, stepWedge, type WedgeEvent, type WedgeTarget } from './wedge.ts'

type Tried = readonly [event: WedgeEvent, textsSoFar: readonly string[], isTaken: boolean]

export function run(
  events: readonly WedgeEvent[],
  start = EMPTY_WEDGE,
): { texts: string[]; tried: Tried[]; discarded: number; typed: number; longest: number; isPatient: boolean } {
  let state = start
  const texts: string[] = []
  const tried: Tried[] = []
  let [discarded, longest, typed] = [0, 0, 0]
  for (const event of events) {
    const step = stepWedge(state, event)
    state = step.state
    texts.push(...step.scans.map((scan) => scan.text))
    tried.push([event, [...texts], step.isTaken])
    if (step.isDiscarded) discarded += 1
    if (step.isTyped) typed += 1
    longest = Math.max(
      longest,
      state.parts.reduce((total, part) => total + part.text.length, 0),
    )
  }
  return { texts, tried, discarded, typed, longest, isPatient: sendsSuffix(state) }
}

interface Aim {
  readonly at: number
  readonly target?: WedgeTarget
}

export function key(name: string, { at, target = 'none' }: Aim): WedgeEvent {
  return { kind: 'keydown', target, key: name, keyCode: 65, isModified: false, isComposing: false, at }
}

export function keys(text: string, { at, target = 'none' }: Aim): WedgeEvent[] {
  return [...text].map((character, index) => key(character, { at: at + index, target }))
}

export function insert(data: string, { at, target = 'sink' }: Aim): WedgeEvent {
  const plain = { isComposing: false, isCancelable: true }
  return { kind: 'beforeinput', target, inputType: 'insertText', data, at, ...plain }
}

export const tick = (at: number): WedgeEvent => ({ kind: 'tick', at })
export const intent = (text: string, at: number): WedgeEvent => ({ kind: 'intent', text, at })
export const unknownKey = (at: number): WedgeEvent => ({
  ...{ kind: 'keydown', target: 'sink', key: 'Unidentified', keyCode: 229 },
  ...{ isModified: false, isComposing: false, at },
})
export const withCtrl = (name: string, at: number): WedgeEvent =>
  ({ ...key(name, { at }), isModified: true }) as WedgeEvent

export const CODE = 'SF1234567890123'
