import { X509Certificate } from 'node:crypto'
import type { Locale } from '@baton/contract'
import { escaped, HTML_LANG, inlineSource } from '../html.ts'
import { TRUST_FILES } from './trust-path.ts'
import { TRUST_SCRIPT } from './trust-script.ts'
import { TRUST_STYLE } from './trust-style.ts'
import { PLATFORMS, type Platform, TRUST_WORDS, type TrustWords } from './trust-words.ts'

export interface TrustView {
  readonly locale: Locale
  readonly platform: Platform
  readonly isInWeChat: boolean
  /** Where the phone goes on once it trusts. */
  readonly secureUrl: string
  /** Path that it asked for, to keep with a change of language. */
  readonly wanted: string | undefined
  /** PEM. */
  readonly authority: string
  readonly now: Date
}

const MARK = `<svg viewBox="0 0 32 32" aria-hidden="true"><rect width="32" height="32" rx="8" fill="#2f4fc4"/><path d="M8.5 20.5 19 10" stroke="#fff" stroke-width="4" stroke-linecap="round"/><path d="m13.5 22.5 10-10" stroke="#a9bcff" stroke-width="4" stroke-linecap="round"/></svg>`
const DOT = `<span class="dot"><svg class="wait" viewBox="0 0 24 24" aria-hidden="true"><path d="M21 12a9 9 0 1 1-6.2-8.6"/></svg><svg class="good" viewBox="0 0 24 24" aria-hidden="true"><path d="m5 12.5 4.5 4.5L19 7.5"/></svg><svg class="bad" viewBox="0 0 24 24" aria-hidden="true"><path d="M12 6v7M12 17.6v.1"/></svg></span>`

/** Only what stands in the page itself, and the one image from the https address. */
export function trustPolicy(secureUrl: string): string {
  return (
    `default-src 'none'; style-src ${inlineSource(TRUST_STYLE)}; script-src ${inlineSource(TRUST_SCRIPT)}; ` +
    `img-src 'self' data: ${new URL(secureUrl).origin}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`
  )
}

/** The page that helps a phone trust this machine. It works without scripts, too: then it cannot tell when it is done. */
export function renderTrustPage(view: TrustView): string {
  const t = TRUST_WORDS[view.locale]
  const other = HTML_LANG[view.locale === 'zh' ? 'en' : 'zh']
  return `<!doctype html><html lang="${HTML_LANG[view.locale]}"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${t.title}</title><link rel="icon" href="data:,"><style>${TRUST_STYLE}</style><main>
<header>${MARK}<div><h1>${t.title}</h1><p>${t.lead}</p></div></header>
${view.isInWeChat ? `<p class="banner" role="alert">${t.wechat}</p>` : ''}<p class="banner" id="clock" role="alert" hidden>${t.clock}</p>
${renderStatus(t, view)}
<h2>${t.how}</h2><div class="card">${renderGuides(t, view.platform)}</div>
<h2>${t.what}</h2>${renderAbout(t, view.authority)}
<footer><a href="${escaped(otherLanguage(view))}" hreflang="${other}" lang="${other}">${t.other}</a></footer>
</main><script>${TRUST_SCRIPT}</script></html>`
}

function renderStatus(t: TrustWords, { secureUrl, now }: TrustView): string {
  const probe = new URL(TRUST_FILES.seen, secureUrl).href
  const words = `data-good="${t.trusted}" data-good-hint="${t.trustedHint}" data-bad="${t.notYet}" data-bad-hint="${t.notYetHint}"`
  const url = escaped(secureUrl)
  return `<section class="card status" id="status" role="status" data-state="checking" data-probe="${escaped(probe)}" data-now="${now.getTime()}" ${words}>
${DOT}<div><b id="head">${t.checking}</b><p id="hint">${t.notYetHint}</p></div></section>
<a class="go" id="open" href="${url}" hidden>${t.open}</a><a class="go quiet" id="try" href="${url}">${t.tryAnyway}</a>`
}

/** The steps for this device first, and open. */
function renderGuides(t: TrustWords, own: Platform): string {
  const others = PLATFORMS.filter((platform) => platform !== own)
  return renderGuide(t, own, true) + others.map((platform) => renderGuide(t, platform, false)).join('')
}

function renderGuide(t: TrustWords, platform: Platform, isOpen: boolean): string {
  const { name, file, download, steps, note } = t.guides[platform]
  const rest = steps.map((step) => `<li>${step}</li>`).join('')
  return `<details${isOpen ? ' open' : ''}><summary>${name}</summary><div class="body"><ol>
<li><a class="go" href="${TRUST_FILES[file]}" download>${download}</a></li>${rest}</ol>${note ? `<p class="note">${note}</p>` : ''}</div></details>`
}

function renderAbout(t: TrustWords, authority: string): string {
  const certificate = new X509Certificate(authority)
  const name = /CN=(.+)/.exec(certificate.subject)?.[1] ?? ''
  const facts = [
    [t.name, escaped(name)],
    [t.until, certificate.validToDate.toISOString().slice(0, 10)],
    [t.fingerprint, `<code>${shownFingerprint(certificate)}</code>`],
  ]
  const list = facts.map(([term, fact]) => `<dt>${term}</dt><dd>${fact}</dd>`).join('')
  return `<div class="card about"><div class="body">${t.about.map((text) => `<p>${text}</p>`).join('')}<dl>${list}</dl></div></div>`
}

/** As the start command shows it in the terminal. */
function shownFingerprint({ fingerprint256 }: X509Certificate): string {
  return (fingerprint256.replaceAll(':', '').match(/.{4}/g) ?? []).join(' ')
}

function otherLanguage({ locale, wanted }: TrustView): string {
  const query = new URLSearchParams({ lang: locale === 'zh' ? 'en' : 'zh', ...(wanted ? { to: wanted } : {}) })
  return `${TRUST_FILES.page}?${query}`
}
