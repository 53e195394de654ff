import { type FieldBefore, fieldBefore, putBack } from './field-before.ts'
import { keepSuffix, recallSuffix } from './keep-suffix.ts'
import { announceDiscarded, announceScan } from './scans.ts'
import { createSilence, PAGE_TIME } from './silence.ts'
import { emptySink, focusSink, mountSink, targetOf } from './sink.ts'
import {
  EMPTY_WEDGE,
  EMPTY_WITH_SUFFIX,
  isField,
  sendsSuffix,
  stepWedge,
  type WedgeEvent,
  wedgeDueAt,
} from './wedge.ts'

/** A shell around the browser dispatches it on `window` with the code as `detail`. */
const INTENT_EVENT = 'baton:scan'

/**
 * Turns what a hardware scanner types, anywhere on the page, into scans, until the returned function is called.
 * `label`: what a screen reader calls the input that takes the text.
 */
export function listenToWedge(label: string): () => void {
  const stop = new AbortController()
  let state = recallSuffix() ? EMPTY_WITH_SUFFIX : EMPTY_WEDGE
  const removeSink = mountSink(label)

  let before: FieldBefore | null = null

  const feed = (event: WedgeEvent, target: EventTarget | null = null): boolean => {
    const step = stepWedge(state, event)
    if (step.isTyped && before) putBack(before)
    if (step.state.burst && step.state.burst.from !== state.burst?.from) before = fieldBefore(target)
    if (sendsSuffix(step.state) !== sendsSuffix(state)) keepSuffix(sendsSuffix(step.state))
    state = step.state
    awaitSilence(wedgeDueAt(state))
    for (const scan of step.scans) announceScan({ text: scan.text, via: 'wedge', at: scan.at })
    if (step.isDiscarded) announceDiscarded()
    return step.isTaken
  }
  const awaitSilence = createSilence(PAGE_TIME, (at) => feed({ kind: 'tick', at }))
  const hear = (type: string, toEvent: (event: Event) => WedgeEvent) =>
    window.addEventListener(
      type,
      (event) => {
        const isTaken = feed(toEvent(event), event.target)
        if (type === 'input') emptySink()
        if (!isTaken) return
        event.preventDefault()
        event.stopPropagation()
      },
      { capture: true, signal: stop.signal },
    )

  for (const type of ['keydown', 'beforeinput', 'input', 'compositionstart', 'compositionend', INTENT_EVENT])
    hear(type, wedgeEventOf)
  window.addEventListener('keyup', keepToItself, { capture: true, signal: stop.signal })
  for (const type of ['pointerup', 'focusout', 'visibilitychange'])
    document.addEventListener(type, () => setTimeout(focusSink), { signal: stop.signal })
  return () => {
    stop.abort()
    awaitSilence(null)
    removeSink()
  }
}

/** Nothing of ours asks for it, and looking for who does would cost as much as hearing the key. */
function keepToItself(event: Event): void {
  if (!isField(targetOf(event.target))) event.stopPropagation()
}

function wedgeEventOf(event: Event): WedgeEvent {
  const [target, at] = [targetOf(event.target), event.timeStamp]
  if (event instanceof KeyboardEvent) {
    const { key, keyCode, isComposing } = event
    const isModified = (event.ctrlKey || event.altKey || event.metaKey) && !event.getModifierState('AltGraph')
    return { kind: 'keydown', target, key, keyCode, isModified, isComposing, at }
  }
  if (event instanceof InputEvent) {
    const { inputType, isComposing, cancelable: isCancelable } = event
    const data = event.data ?? event.dataTransfer?.getData('text/plain') ?? null
    const kind = event.type === 'beforeinput' ? 'beforeinput' : 'input'
    return { kind, target, inputType, data, isComposing, isCancelable, at }
  }
  if (event instanceof CompositionEvent)
    return { kind: 'composition', target, phase: event.type === 'compositionstart' ? 'start' : 'end', at }
  const detail = event instanceof CustomEvent ? event.detail : null
  return { kind: 'intent', text: typeof detail === 'string' ? detail : '', at }
}
