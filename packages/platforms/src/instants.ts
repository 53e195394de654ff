import { UnreadableMessage } from './driver.ts'
import { textAt } from './json-field.ts'
import type { JsonObject } from './lossless-json.ts'

const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?/

/** RFC 3339 with an offset; a time without one is refused, since nobody knows whose clock it shows. */
export function instantAt(object: JsonObject, key: string): Date | null {
  const text = textAt(object, key)
  return text === null ? null : parse(key, text, /(Z|[+-]\d{2}:\d{2})$/.test(text) ? text : '')
}

/** `2026-03-01T09:00:00` in UTC, as WordPress writes its `_gmt` fields. */
export function utcInstantAt(object: JsonObject, key: string): Date | null {
  const text = textAt(object, key)
  return text === null ? null : parse(key, text, /(Z|[+-]\d{2}:\d{2})$/.test(text) ? text : `${text}Z`)
}

export function needed(at: Date | null, key: string): Date {
  if (at === null) throw new UnreadableMessage(`Field ${key} is missing.`)
  return at
}

function parse(key: string, given: string, text: string): Date {
  const date = new Date(DATE_TIME.test(text) ? text : Number.NaN)
  if (Number.isNaN(date.getTime())) throw new UnreadableMessage(`Field ${key} is not an instant: ${given}.`)
  return date
}

/** The earliest of those that are known. */
export function earliestOf(instants: readonly (Date | null)[]): Date | null {
  const known = instants.flatMap((instant) => (instant === null ? [] : [instant.getTime()]))
  return known.length === 0 ? null : new Date(Math.min(...known))
}
