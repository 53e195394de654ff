import { type Answer, type PlatformFault, type PlatformReply, UnreadableMessage } from './driver.ts'
import { isJsonObject, type Json, type JsonObject, parseJson } from './lossless-json.ts'

/** How one platform tells success from failure, and what it calls the parts of a reply. */
export interface ReplyReader<T> {
  /** The fault an error envelope stands for; null when the reply is a success. */
  faultOf(root: JsonObject): PlatformFault | null
  read(root: JsonObject): T
}

/**
 * Reads one reply in the order every caller needs: a busy or broken gateway is `later` whatever it says,
 * then the platform's own error, then the value. A well-formed reply of the wrong shape is `never`.
 */
export function answerOf<T>(reply: PlatformReply, reader: ReplyReader<T>): Answer<T> {
  return jsonAnswerOf(reply, {
    faultOf: (root) => {
      if (isJsonObject(root)) return reader.faultOf(root)
      return { code: 'unreadable_reply', message: 'The reply is JSON, but not an object.', action: 'later' }
    },
    read: (root) => reader.read(root as JsonObject),
  })
}

/** The same for platforms that also answer with lists. */
export function jsonAnswerOf<T>(
  reply: PlatformReply,
  reader: { faultOf(root: Json): PlatformFault | null; read(root: Json): T },
): Answer<T> {
  const busy = busyFault(reply)
  if (busy !== null) return { ok: false, fault: busy }
  let root: Json
  try {
    root = parseJson(reply.body)
  } catch {
    return failed('unreadable_reply', 'The reply is not JSON.', 'later')
  }
  try {
    const fault = reader.faultOf(root)
    if (fault !== null) return { ok: false, fault }
    if (!isSuccess(reply)) return failed(`http_${reply.status}`, 'The platform refused the request.', 'never')
    return { ok: true, value: reader.read(root) }
  } catch (error) {
    if (error instanceof UnreadableMessage) return failed('unexpected_reply', error.message, 'never')
    throw error
  }
}

/** 429 and every 5xx: nothing in the body matters. Null for any other status. */
export function busyFault(reply: PlatformReply): PlatformFault | null {
  if (reply.status !== 429 && reply.status < 500) return null
  const seconds = reply.headers?.['retry-after'] ?? ''
  return {
    code: `http_${reply.status}`,
    message: 'The platform is busy or broken.',
    action: 'later',
    ...(reply.status === 429 && { limited: true as const }),
    ...(/^\d{1,6}$/.test(seconds) && { retryAfterMs: Number(seconds) * 1000 }),
  }
}

export function isSuccess(reply: PlatformReply): boolean {
  return reply.status >= 200 && reply.status <= 299
}

function failed(code: string, message: string, action: PlatformFault['action']): Answer<never> {
  return { ok: false, fault: { code, message, action } }
}
