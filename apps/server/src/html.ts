import { createHash } from 'node:crypto'
import type { Locale } from '@baton/contract'

/** What `lang` says in a document of this language. */
export const HTML_LANG = { zh: 'zh-CN', en: 'en' } as const satisfies Record<Locale, string>

/** Text as it may stand in an element or between the quotes of an attribute. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

/** How a content policy names a style or a script that stands in the page itself. */
export function inlineSource(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
}

/** What was asked for by name, else English for those whose browser puts another language before Chinese. */
export function localeOf(asked: string | undefined, acceptLanguage: string | undefined): Locale {
  if (asked === 'zh' || asked === 'en') return asked
  const [first = 'zh'] = (acceptLanguage ?? 'zh').split(',')
  return first.trim().toLowerCase().startsWith('zh') ? 'zh' : 'en'
}
