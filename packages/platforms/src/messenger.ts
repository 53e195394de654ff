import type { Answer, PlatformReply, PlatformRequest } from './driver.ts'
import { type JsonToWrite, stringifyJson } from './lossless-json.ts'

/** One call of an enterprise messenger: how it is asked and what its answer means. */
export interface MessengerCall<Input, Output> {
  request(input: Input, now: Date): PlatformRequest
  answer(reply: PlatformReply): Answer<Output>
}

export function postJson(
  url: string,
  body: JsonToWrite,
  headers: Readonly<Record<string, string>> = {},
): PlatformRequest {
  return { method: 'POST', url, headers: { 'content-type': 'application/json', ...headers }, body: stringifyJson(body) }
}

/** As much of a text as fits into so many bytes of UTF-8, with an ellipsis where something is missing. */
export function cutToBytes(text: string, most: number): string {
  if (Buffer.byteLength(text) <= most) return text
  let kept = ''
  let left = most - Buffer.byteLength('…')
  for (const character of text) {
    left -= Buffer.byteLength(character)
    if (left < 0) break
    kept += character
  }
  return `${kept}…`
}
