import { UnreadableMessage } from './driver.ts'
import { JsonReader, WireNumber } from './json-reader.ts'

/** Parsed JSON in which every number keeps the exact digits of the wire; marketplace ids exceed 2^53. */
export type Json = string | boolean | null | WireNumber | readonly Json[] | JsonObject
export interface JsonObject {
  readonly [key: string]: Json
}

/** What we write as JSON: plain values, and `wireNumber` where an id must go out as a JSON number. */
export type JsonToWrite =
  | string
  | number
  | boolean
  | null
  | undefined
  | WireNumber
  | Json
  | readonly JsonToWrite[]
  | { readonly [key: string]: JsonToWrite }

const utf8 = new TextDecoder('utf-8', { fatal: true })
const DEEPEST = 64

/** Parses UTF-8 bytes or text. Throws `UnreadableMessage` for anything that is not JSON, or nests absurdly deep. */
export function parseJson(source: Uint8Array | string): Json {
  return reading(source, (reader) => reader.read())
}

/** The elements of a JSON array, each beside the exact text it stood in; null when it is no array. Throws like `parseJson`. */
export function parseJsonElements(source: Uint8Array | string): readonly { value: Json; text: string }[] | null {
  return reading(source, (reader) => reader.readElements())
}

function reading<T>(source: Uint8Array | string, read: (reader: JsonReader) => T): T {
  const text = typeof source === 'string' ? source : decodeUtf8(source)
  try {
    return read(new JsonReader(text, DEEPEST))
  } catch (cause) {
    throw new UnreadableMessage(`The text is not JSON, or nests deeper than ${DEEPEST} levels.`, { cause })
  }
}

/** Decodes UTF-8 strictly. Throws `UnreadableMessage` for other bytes. */
function decodeUtf8(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes)
  } catch (cause) {
    throw new UnreadableMessage('The bytes are not UTF-8 text.', { cause })
  }
}

/** Writes JSON without white space; numbers that came in lossless go out digit by digit. */
export function stringifyJson(value: JsonToWrite): string {
  return written(value) ?? 'null'
}

function written(value: JsonToWrite): string | undefined {
  if (isJsonNumber(value)) return value.value
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map((one) => written(one) ?? 'null').join(',')}]`
  const fields: string[] = []
  for (const key of Object.keys(value)) {
    const text = written((value as Readonly<Record<string, JsonToWrite>>)[key])
    if (text !== undefined) fields.push(`${JSON.stringify(key)}:${text}`)
  }
  return `{${fields.join(',')}}`
}

/** A JSON number with exactly these digits, of any length. */
export function wireNumber(digits: string): WireNumber {
  return new WireNumber(digits)
}

export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isJsonNumber(value)
}

export function isJsonNumber(value: JsonToWrite): value is WireNumber {
  return value instanceof WireNumber
}
