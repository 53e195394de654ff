import {
  carrierLabel,
  type Label,
  type Locale,
  SHOWN_STATUS_LABELS,
  type TrackedOrder,
  type TrackedParcel,
} from '@baton/contract'
import { escaped, HTML_LANG, inlineSource } from '../html.ts'
import { TRACK_STYLE } from './style.ts'
import { NOTICES, type Notice, PAGE_WORDS, STATUS_WORDS, STEPS, type Tone, TRACE_WORDS } from './words.ts'

/** Nothing but what stands in the page itself. */
export const TRACK_POLICY = `default-src 'none'; style-src ${inlineSource(TRACK_STYLE)}; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`

type Say = (label: Label) => string

/** The page of one order: how it stands, where it goes, and when its carriers last said something. Needs no script. */
export function renderTracked(order: TrackedOrder, locale: Locale): string {
  const say: Say = (label) => escaped(label[locale])
  const { tone, step, meaning } = STATUS_WORDS[order.shown]
  const moment = momentsOf(order, locale)
  const body = `<section class="card now"><h1>${say(SHOWN_STATUS_LABELS[order.shown])}</h1><p>${say(meaning)}</p>${step === null ? '' : renderWay(step, say)}</section>
${order.city ? `<section class="card"><h2>${say(PAGE_WORDS.to)}</h2><p>${escaped(order.city)}</p></section>` : ''}
${order.parcels.length > 0 ? `<section class="card"><h2>${say(PAGE_WORDS.parcels)}</h2><ul class="parcels">${order.parcels.map((one) => renderParcel(one, say, moment)).join('')}</ul></section>` : ''}
<footer><p>${say(PAGE_WORDS.asOf)} ${moment.whole(order.asOf)}</p>${renderActs(locale)}<p>${say(PAGE_WORDS.privacy)}</p></footer>`
  return frame({ locale, tone, id: order.id, body })
}

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

function renderParcel({ carrier, waybillTail, trace, traceAt }: TrackedParcel, say: Say, moment: Moments): string {
  const heard = traceAt === null ? say(PAGE_WORDS.silent) : `${moment.ago(traceAt)} · ${moment.whole(traceAt)}`
  return `<li><b>${say(TRACE_WORDS[trace])}</b>${say(carrierLabel(carrier))} <span class="soft">${say(PAGE_WORDS.tail)} ${escaped(waybillTail)}</span><p class="soft">${heard}</p></li>`
}

function renderActs(locale: Locale): string {
  const other = locale === 'zh' ? 'en' : 'zh'
  return `<p class="acts"><a href="?lang=${locale}">${PAGE_WORDS.again[locale]}</a><a href="?lang=${other}" lang="${HTML_LANG[other]}" hreflang="${HTML_LANG[other]}">${PAGE_WORDS.other[locale]}</a></p>`
}

interface Moments {
  /** On the merchant's clock. */
  readonly whole: (instant: string) => string
  readonly ago: (instant: string) => string
}

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const

function momentsOf({ asOf, timeZone }: TrackedOrder, locale: Locale): Moments {
  const lang = HTML_LANG[locale]
  const clock = new Intl.DateTimeFormat(lang, { timeZone, dateStyle: 'medium', timeStyle: 'short' })
  const distance = new Intl.RelativeTimeFormat(lang, { numeric: 'always' })
  return {
    whole: (instant) => `<time datetime="${instant}">${clock.format(new Date(instant))}</time>`,
    ago(instant) {
      const past = Math.max(0, Date.parse(asOf) - Date.parse(instant))
      const [unit, length] = UNITS.find(([, long]) => past >= long) ?? (['minute', 60_000] as const)
      return distance.format(-Math.floor(past / length), unit)
    },
  }
}
