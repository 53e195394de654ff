import { UnreadableMessage } from './driver.ts'
import { isJsonNumber, isJsonObject, type Json, type JsonObject } from './lossless-json.ts'

/**
 * Tolerant access to fields of platform JSON: numbers and numeric strings are taken for each other,
 * an absent field, null and an empty string are all null. Wrong types throw `UnreadableMessage`.
 */
export function fieldAt(object: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined
}

/** A string, or a number by its exact digits. */
export function textAt(object: JsonObject, key: string): string | null {
  const value = fieldAt(object, key)
  if (value === undefined || value === null || value === '') return null
  if (typeof value === 'string') return value
  if (isJsonNumber(value)) return value.value
  throw new UnreadableMessage(`Field ${key} is neither text nor a number.`)
}

export function needText(object: JsonObject, key: string): string {
  const value = textAt(object, key)
  if (value === null) throw new UnreadableMessage(`Field ${key} is missing.`)
  return value
}

/** A whole number within ±2^53, written as number or as decimal string. */
export function integerAt(object: JsonObject, key: string): number | null {
  const text = textAt(object, key)
  if (text === null) return null
  const value = /^-?\d{1,16}(\.0+)?$/.test(text) ? Number(text) : Number.NaN
  if (!Number.isSafeInteger(value)) throw new UnreadableMessage(`Field ${key} is not a whole number: ${text}.`)
  return value
}

export function needInteger(object: JsonObject, key: string): number {
  const value = integerAt(object, key)
  if (value === null) throw new UnreadableMessage(`Field ${key} is missing.`)
  return value
}

/** True or false, written as boolean, as text, or as 1 and 0. */
export function booleanAt(object: JsonObject, key: string): boolean | null {
  const value = fieldAt(object, key)
  if (typeof value === 'boolean') return value
  const text = textAt(object, key)
  if (text === null) return null
  if (text === 'true' || text === '1') return true
  if (text === 'false' || text === '0') return false
  throw new UnreadableMessage(`Field ${key} is neither true nor false: ${text}.`)
}

export function objectAt(object: JsonObject, key: string): JsonObject | null {
  const value = fieldAt(object, key)
  return isJsonObject(value) ? value : null
}

export function needObject(object: JsonObject, key: string): JsonObject {
  const value = objectAt(object, key)
  if (value === null) throw new UnreadableMessage(`Field ${key} is missing or not an object.`)
  return value
}

/** The objects of a list; an absent list is empty. */
export function objectsAt(object: JsonObject, key: string): readonly JsonObject[] {
  return listAt(object, key).filter(isJsonObject)
}

export function listAt(object: JsonObject, key: string): readonly Json[] {
  const value = fieldAt(object, key)
  return Array.isArray(value) ? (value as readonly Json[]) : []
}

/** Unix seconds as an instant; zero and absent are null. */
export function unixSecondsAt(object: JsonObject, key: string): Date | null {
  const seconds = integerAt(object, key)
  return seconds === null || seconds <= 0 ? null : dateOfUnixMs(seconds * 1000, key)
}

export function needUnixSeconds(object: JsonObject, key: string): Date {
  const at = unixSecondsAt(object, key)
  if (at === null) throw new UnreadableMessage(`Field ${key} is missing.`)
  return at
}

/** Unix milliseconds as an instant; zero and absent are null. */
export function unixMsAt(object: JsonObject, key: string): Date | null {
  const ms = integerAt(object, key)
  return ms === null || ms <= 0 ? null : dateOfUnixMs(ms, key)
}

function dateOfUnixMs(ms: number, key: string): Date {
  const date = new Date(ms)
  if (Number.isNaN(date.getTime())) throw new UnreadableMessage(`Field ${key} is not a time: ${ms}.`)
  return date
}
