import { UnreadableMessage } from './driver.ts'
import { textAt } from './json-field.ts'
import type { JsonObject } from './lossless-json.ts'

const WALL_CLOCK = /^(\d{4})-(\d{2})-(\d{2}) (\d{2}):(\d{2}):(\d{2})$/
const OFFSET_MS = 8 * 3600 * 1000

/** Reads `yyyy-MM-dd HH:mm:ss`, which marketplaces mean in GMT+8. Throws `UnreadableMessage` otherwise. */
export function parseChinaTime(text: string): Date {
  const date = WALL_CLOCK.test(text) ? new Date(`${text.replace(' ', 'T')}+08:00`) : new Date(Number.NaN)
  if (Number.isNaN(date.getTime())) throw new UnreadableMessage(`Not a time of the form yyyy-MM-dd HH:mm:ss: ${text}.`)
  return date
}

/** Writes an instant as GMT+8 wall clock, seconds precision. */
export function formatChinaTime(date: Date): string {
  return new Date(date.getTime() + OFFSET_MS).toISOString().slice(0, 19).replace('T', ' ')
}

export function chinaTimeAt(object: JsonObject, key: string): Date | null {
  const text = textAt(object, key)
  return text === null ? null : parseChinaTime(text)
}

export function needChinaTime(object: JsonObject, key: string): Date {
  const date = chinaTimeAt(object, key)
  if (date === null) throw new UnreadableMessage(`Field ${key} is missing.`)
  return date
}
