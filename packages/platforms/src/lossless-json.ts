import { isLosslessNumber, LosslessNumber, parse, stringify } from 'lossless-json'
import { UnreadableMessage } from './driver.ts'

/** Parsed JSON in which every number keeps the exact digits of the wire; marketplace ids exceed 2^53. */
export type Json = string | boolean | null | LosslessNumber | readonly Json[] | JsonObject
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
  | LosslessNumber
  | Json
  | readonly JsonToWrite[]
  | { readonly [key: string]: JsonToWrite }

const utf8 = new TextDecoder('utf-8', { fatal: true })
const DEEPEST = 64

/** Parses UTF-8 bytes or text. Throws `UnreadableMessage` for anything that is not JSON, or nests absurdly deep. */
export function parseJson(source: Uint8Array | string): Json {
  const text = typeof source === 'string' ? source : decodeUtf8(source)
  refuseDeepNesting(text)
  try {
    return parse(text, null, { onDuplicateKey: ({ newValue }) => newValue }) as Json
  } catch (cause) {
    throw new UnreadableMessage('The text is not JSON.', { cause })
  }
}

/** Decodes UTF-8 strictly. Throws `UnreadableMessage` for other bytes. */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes)
  } catch (cause) {
    throw new UnreadableMessage('The bytes are not UTF-8 text.', { cause })
  }
}

/** Writes JSON without white space; numbers that came in lossless go out digit by digit. */
export function stringifyJson(value: JsonToWrite): string {
  return stringify(value) ?? 'null'
}

/** A JSON number with exactly these digits, of any length. */
export function wireNumber(digits: string): LosslessNumber {
  return new LosslessNumber(digits)
}

export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isLosslessNumber(value)
}

export function isJsonNumber(value: Json | undefined): value is LosslessNumber {
  return isLosslessNumber(value)
}

/** The parser is recursive: a stack overflow must not be how garbage is refused. */
function refuseDeepNesting(text: string): void {
  let depth = 0
  let inString = false
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (inString) {
      if (code === 0x5c) at += 1
      else if (code === 0x22) inString = false
    } else if (code === 0x22) inString = true
    else if (code === 0x7b || code === 0x5b) {
      depth += 1
      if (depth > DEEPEST) throw new UnreadableMessage(`The JSON nests deeper than ${DEEPEST} levels.`)
    } else if (code === 0x7d || code === 0x5d) depth -= 1
  }
}
