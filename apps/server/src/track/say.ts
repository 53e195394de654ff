import type { Label, Locale } from '@baton/contract'
import { escaped } from '../html.ts'

/** A label in the page's language, as it may stand in HTML. */
export type Say = (label: Label) => string

export function sayIn(locale: Locale): Say {
  return (label) => escaped(label[locale])
}
