import { type Answer, type PlatformFault, type PlatformReply, UnreadableMessage } from './driver.ts'
import { isJsonObject, type JsonObject, parseJson } from './lossless-json.ts'

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
  if (reply.status === 429 || reply.status >= 500) {
    return failed(`http_${reply.status}`, 'The platform is busy or broken.', 'later')
  }
  let root: JsonObject
  try {
    const parsed = parseJson(reply.body)
    if (!isJsonObject(parsed)) return failed('unreadable_reply', 'The reply is JSON, but not an object.', 'later')
    root = parsed
  } catch {
    return failed('unreadable_reply', 'The reply is not JSON.', 'later')
  }
  try {
    const fault = reader.faultOf(root)
    if (fault !== null) return { ok: false, fault }
    if (reply.status < 200 || reply.status > 299) {
      return failed(`http_${reply.status}`, 'The platform refused the request.', 'never')
    }
    return { ok: true, value: reader.read(root) }
  } catch (error) {
    if (error instanceof UnreadableMessage) return failed('unexpected_reply', error.message, 'never')
    throw error
  }
}

function failed(code: string, message: string, action: PlatformFault['action']): Answer<never> {
  return { ok: false, fault: { code, message, action } }
}
