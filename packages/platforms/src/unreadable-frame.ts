import type { OwnTopic } from '@baton/contract'
import type { PushedMessage } from './driver.ts'
import { messageHash } from './message-hash.ts'

/** The topic of a socket's frame that could not be read: its body is the frame itself, to be read again. */
export const UNREADABLE_FRAME = 'baton.unreadable_frame' satisfies OwnTopic

/** What came over a socket and makes no sense, as it is kept. It has no id, so the same bytes are the same message. */
export function unreadableFrame(frame: Uint8Array): PushedMessage {
  return {
    key: `frame:${messageHash(frame)}`,
    topic: UNREADABLE_FRAME,
    orderNumber: null,
    shopNumber: null,
    body: Uint8Array.from(frame),
  }
}
