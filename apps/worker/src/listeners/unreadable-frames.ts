import type { ListenerTask } from '@baton/fulfilment/channels'
import { UnreadableMessage, unreadableFrame } from '@baton/platforms'

/** Of one connection; beyond, they are reported and no longer kept. */
const MOST_KEPT = 100

/** Reads the frames of one connection. What makes no sense is kept like a message, for people to look at and apply again. */
export class FrameReader {
  private kept = 0
  private readonly task: Pick<ListenerTask, 'keep'>

  constructor(task: Pick<ListenerTask, 'keep'>) {
    this.task = task
  }

  /** Throws `UnreadableMessage` once the frame is kept, or could not be: it is not confirmed, so it may come again. */
  async read<T>(frame: Uint8Array, read: (frame: Uint8Array) => T): Promise<T> {
    try {
      return read(frame)
    } catch (error) {
      if (error instanceof UnreadableMessage && this.kept < MOST_KEPT) {
        this.kept += 1
        await this.task.keep([unreadableFrame(frame)]).catch(() => {})
      }
      throw error
    }
  }
}
