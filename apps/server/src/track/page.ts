import { type Locale, SHOWN_STATUS_LABELS, type TrackedOrder } from '@baton/contract'
import { escaped, HTML_LANG, inlineSource } from '../html.ts'
import { momentsOf } from './moments.ts'
import { type Parts, renderItems, renderParcel } from './parcels.ts'
import {
  AFTER_SALE_KIND_WORDS,
  AFTER_SALE_STATE_WORDS,
  AUDIENCE_WORDS,
  NOTE_WORDS,
  PRIVATE_WORDS,
} from './private-words.ts'
import { type Say, sayIn } from './say.ts'
import { TRACK_STYLE } from './style.ts'
import { NOTICES, type Notice, PAGE_WORDS, STATUS_WORDS, STEPS, type Tone } from './words.ts'

const POLICY = `default-src 'none'; style-src ${inlineSource(TRACK_STYLE)}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`
/** Nothing but what stands in the page itself; of a private one also the picture that says it was opened. */
export const TRACK_POLICY = `${POLICY}; img-src data:`
export const PRIVATE_POLICY = `${POLICY}; img-src data: 'self'`

/** The page of one order as it stands at an instant, with what its audience may see. Needs no script. */
export function renderTracked(order: TrackedOrder, { locale, asOf }: { locale: Locale; asOf: Date }): string {
  const say = sayIn(locale)
  const { audience, timeZone } = order
  const { tone, step, meaning } = STATUS_WORDS[order.shown]
  const parts: Parts = { say, audience, moment: momentsOf(asOf, { timeZone, locale }) }
  const body = `<section class="card now"><h1>${say(SHOWN_STATUS_LABELS[order.shown])}</h1><p>${say(meaning)}</p>${step === null ? '' : renderWay(step, say)}${renderNotes(order, parts)}</section>
${renderReceiver(order, say)}
${renderParcels(order, parts)}
${renderRest(order, parts)}
${renderAfterSales(order, parts)}
<footer><p>${say(PAGE_WORDS.asOf)} ${parts.moment.whole(asOf.toISOString())}</p>${renderActs(locale)}<p>${say(AUDIENCE_WORDS[audience])}</p></footer>${audience === 'anybody' ? '' : SEEN}`
  return frame({ locale, tone, id: order.id, body })
}

/** Asked for by whoever looks at the page, and not by what only fetches it to show a preview. */
const SEEN = '<img class="seen" src="?seen" alt="" width="1" height="1">'

/** The page where there is no order to show. */
export function renderNotice(notice: Notice, locale: Locale): string {
  const { head, text } = NOTICES[notice]
  const body = `<section class="card now"><h1>${escaped(head[locale])}</h1><p>${escaped(text[locale])}</p></section><footer>${renderActs(locale)}</footer>`
  return frame({ locale, tone: notice === 'broken' ? 'trouble' : 'over', id: null, body })
}

interface Page {
  readonly locale: Locale
  readonly tone: Tone
  readonly id: string | null
  readonly body: string
}

function frame({ locale, tone, id, body }: Page): string {
  const title = PAGE_WORDS.title[locale]
  const name = id === null ? '' : `<p class="name"><span>${PAGE_WORDS.order[locale]}</span> <b>${escaped(id)}</b></p>`
  return `<!doctype html><html lang="${HTML_LANG[locale]}" data-tone="${tone}"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${id === null ? title : `${title} ${escaped(id)}`}</title><link rel="icon" href="data:,"><style>${TRACK_STYLE}</style><main>${name}
${body}</main></html>`
}

function renderWay(step: number, say: Say): string {
  const steps = STEPS.map((label, at) => {
    const mark = at < step ? ' class="past"' : at === step ? ' aria-current="step"' : ''
    return `<li${mark}>${say(label)}</li>`
  })
  return `<ol class="way" aria-label="${say(PAGE_WORDS.way)}">${steps.join('')}</ol>`
}

function renderNotes({ notes, lateFrom }: TrackedOrder, { say, moment }: Parts): string {
  const words = notes.map((note) => NOTE_WORDS[note])
  const isLate = lateFrom !== null && moment.asOf > Date.parse(lateFrom)
  const all = isLate && words.length === 0 ? [PRIVATE_WORDS.late] : words
  return all.map((word) => `<p class="note">${say(word)}</p>`).join('')
}

function renderReceiver({ city, receiver }: TrackedOrder, say: Say): string {
  if (city === null && receiver === null) return ''
  const who = receiver === null ? '' : `<p class="soft">${escaped(`${receiver.name} ${receiver.phone}`.trim())}</p>`
  return `<section class="card"><h2>${say(PAGE_WORDS.to)}</h2>${city === null ? '' : `<p>${escaped(city)}</p>`}${who}</section>`
}

function renderParcels({ parcels }: TrackedOrder, parts: Parts): string {
  if (parcels.length === 0) return ''
  const rows = parcels.map((parcel) => renderParcel(parcel, parts))
  return `<section class="card"><h2>${parts.say(PAGE_WORDS.parcels)}</h2><ul class="parcels">${rows.join('')}</ul></section>`
}

function renderRest({ items, parcels }: TrackedOrder, parts: Parts): string {
  if (items.length === 0) return ''
  const head = parcels.length > 1 ? PRIVATE_WORDS.rest : PRIVATE_WORDS.items
  return `<section class="card"><h2>${parts.say(head)}</h2>${renderItems(items, parts, head)}</section>`
}

function renderAfterSales({ afterSales }: TrackedOrder, { say, moment }: Parts): string {
  if (afterSales.length === 0) return ''
  const rows = afterSales.map(
    ({ kind, state, at }) =>
      `<li><b>${say(AFTER_SALE_KIND_WORDS[kind])}</b><p>${say(AFTER_SALE_STATE_WORDS[state])}</p><p class="soft">${moment.whole(at)}</p></li>`,
  )
  return `<section class="card"><h2>${say(PRIVATE_WORDS.afterSales)}</h2><ul class="facts">${rows.join('')}</ul></section>`
}

function renderActs(locale: Locale): string {
  const other = locale === 'zh' ? 'en' : 'zh'
  return `<p class="acts"><a href="?lang=${locale}">${PAGE_WORDS.again[locale]}</a><a href="?lang=${other}" lang="${HTML_LANG[other]}" hreflang="${HTML_LANG[other]}">${PAGE_WORDS.other[locale]}</a></p>`
}
