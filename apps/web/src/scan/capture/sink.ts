import type { WedgeTarget } from './wedge.ts'

const SINK_ID = 'scan-sink'
export const BOX_ID = 'scan-box'
const TYPED_INTO =
  'input:not([type=button]):not([type=checkbox]):not([type=radio]):not([type=submit]), textarea, select'

/** The input that holds the focus when nothing else does: scanners that insert text need one to insert into. */
export function mountSink(label: string): () => void {
  if (document.getElementById(SINK_ID)) return () => {}
  const sink = document.createElement('input')
  sink.id = SINK_ID
  sink.type = 'text'
  sink.inputMode = 'none'
  sink.autocomplete = 'off'
  sink.autocapitalize = 'off'
  sink.spellcheck = false
  sink.tabIndex = -1
  sink.className = 'sr-only'
  sink.setAttribute('aria-label', label)
  const place = document.createElement('section')
  place.setAttribute('aria-label', label)
  place.append(sink)
  document.body.prepend(place)
  focusSink()
  return () => place.remove()
}

/** Takes the focus only from nothing: never from a field, a button or a dialog. */
export function focusSink(): void {
  const active = document.activeElement
  if (active !== null && active !== document.body) return
  document.getElementById(SINK_ID)?.focus({ preventScroll: true })
}

/** Into the question on top, or back onto the page: outside a modal dialog nothing can be typed into. */
export function moveSink(): void {
  const sink = document.getElementById(SINK_ID)
  const top = [...document.querySelectorAll('dialog[open]')].at(-1)
  if (sink?.parentElement) (top ?? document.body).prepend(sink.parentElement)
  if (top) sink?.focus({ preventScroll: true })
  else focusSink()
}

/** What came into it is read from the events. */
export function emptySink(): void {
  const sink = document.getElementById(SINK_ID)
  if (sink instanceof HTMLInputElement) sink.value = ''
}

/** Whether an event belongs to the sink, to the scan box, to another field in which a person types, or to none of them. */
export function targetOf(target: EventTarget | null): WedgeTarget {
  if (!(target instanceof HTMLElement)) return 'none'
  if (target.id === SINK_ID) return 'sink'
  if (target.id === BOX_ID) return 'box'
  return target.isContentEditable || target.matches(TYPED_INTO) ? 'field' : 'none'
}
