import {
  carrierLabel,
  type TraceState,
  type TrackAudience,
  type TrackedItem,
  type TrackedParcel,
  type TrackedStep,
} from '@baton/contract'
import { escaped } from '../html.ts'
import { HOUR_MS, type Moments } from './moments.ts'
import { PRIVATE_WORDS } from './private-words.ts'
import type { Say } from './say.ts'
import { PAGE_WORDS, TRACE_WORDS } from './words.ts'

/** After so many hours without a word of its carrier a parcel is quieter than parcels are at this point; null: nothing more is due. */
const QUIET_HOURS = {
  created: 24,
  picked_up: 24,
  in_transit: 48,
  dest_city: 24,
  out_for_delivery: 24,
  pickup_point: null,
  exception: 24,
  customs: 168,
  signed: null,
  returning: 72,
  returned: null,
} as const satisfies Record<TraceState, number | null>

/** Steps that are seen without opening the rest. */
const STEPS_OPEN = 4

export interface Parts {
  readonly say: Say
  readonly moment: Moments
  readonly audience: TrackAudience
}

export function renderParcel(parcel: TrackedParcel, parts: Parts): string {
  const { say, moment, audience } = parts
  const { carrier, waybill, trace, traceAt, items } = parcel
  const heard = traceAt === null ? say(PAGE_WORDS.silent) : `${moment.ago(traceAt)} · ${moment.whole(traceAt)}`
  const number =
    audience === 'buyer'
      ? `<span class="number">${escaped(waybill)}</span>`
      : `<span class="soft">${say(PAGE_WORDS.tail)} ${escaped(waybill)}</span>`
  return `<li><b>${say(TRACE_WORDS[trace])}</b>${say(carrierLabel(carrier))} ${number}<p class="soft">${heard}</p>${renderQuiet(parcel, parts)}${renderItems(items, parts, PRIVATE_WORDS.within)}${renderCourse(parcel.course, parts)}</li>`
}

/** Why nobody has heard of it for longer than usual; nothing where that is not so. */
function renderQuiet({ trace, traceAt, departedAt }: TrackedParcel, { say, moment }: Parts): string {
  const since = traceAt ?? departedAt
  const most = QUIET_HOURS[trace]
  if (since === null || most === null) return ''
  const silence = moment.asOf - Date.parse(since)
  if (silence < most * HOUR_MS) return ''
  const words = traceAt === null ? PRIVATE_WORDS.unseen : PRIVATE_WORDS.quiet
  return `<p class="note">${say(words).replace('{span}', moment.span(silence))}</p>`
}

export function renderItems(
  items: readonly TrackedItem[],
  { say }: Pick<Parts, 'say'>,
  label: Parameters<Say>[0],
): string {
  if (items.length === 0) return ''
  const rows = items.map(({ title, quantity }) => {
    const count = quantity === null ? say(PRIVATE_WORDS.part) : `× ${quantity}`
    return `<li><span>${escaped(title)}</span> <span class="soft">${count}</span></li>`
  })
  return `<ul class="items" aria-label="${say(label)}">${rows.join('')}</ul>`
}

/** What its carrier said, the newest first, the older part folded away. */
function renderCourse(course: readonly TrackedStep[], parts: Parts): string {
  if (course.length === 0) return ''
  const { say } = parts
  const steps = course.map((step) => renderStep(step, parts))
  const older = steps.slice(STEPS_OPEN)
  const rest =
    older.length === 0
      ? ''
      : `<details><summary>${say(PRIVATE_WORDS.earlier)} (${older.length})</summary><ol class="course">${older.join('')}</ol></details>`
  return `<ol class="course" aria-label="${say(PRIVATE_WORDS.course)}">${steps.slice(0, STEPS_OPEN).join('')}</ol>${rest}`
}

function renderStep({ at, trace, words }: TrackedStep, { say, moment }: Parts): string {
  return `<li><span class="soft">${moment.whole(at)}</span><p>${words === null ? say(TRACE_WORDS[trace]) : escaped(words)}</p></li>`
}
