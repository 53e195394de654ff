import type { Logger } from 'pino'
import type { Sql } from './database.ts'

/** Postgres notification channels. A notification is only an alarm: every listener also polls, and the rows are the truth. */
export type WakeChannel =
  | 'events_kept'
  | 'orders_moved'
  | 'feed_grew'
  | 'deliveries_due'
  | 'alerts_raised'
  | 'alerts_changed'
  | 'print_queued'
  | 'inbox_written'

const COALESCE_MS = 20

export interface Waker {
  /** Notifies after whatever the caller committed: at once, and then at most once per channel in 20 ms. Never fails the caller. */
  wake(channel: WakeChannel): void
}

export function createWaker(sql: Sql, log: Logger): Waker {
  const sentAt = new Map<WakeChannel, number>()
  const due = new Set<WakeChannel>()
  const send = (channel: WakeChannel) => {
    due.delete(channel)
    sentAt.set(channel, performance.now())
    sql`SELECT pg_notify(${channel}, '')`.catch((error) => log.debug({ err: error, channel }, 'wake not sent'))
  }
  return {
    wake(channel) {
      if (due.has(channel)) return
      const wait = (sentAt.get(channel) ?? Number.NEGATIVE_INFINITY) + COALESCE_MS - performance.now()
      if (wait <= 0) return send(channel)
      due.add(channel)
      setTimeout(send, wait, channel)
    },
  }
}

/** Waits for `ring` or for the time-out, whichever is first; a ring while nobody waits counts for the next wait. */
export class Bell {
  private ringing = false
  private release: (() => void) | null = null

  ring(): void {
    this.ringing = true
    this.release?.()
  }

  /** Whether it rang. */
  async wait(milliseconds: number): Promise<boolean> {
    if (!this.ringing)
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, milliseconds)
        this.release = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    const hasRung = this.ringing
    this.release = null
    this.ringing = false
    return hasRung
  }
}

/** Rings a bell whenever a channel is notified, and once it listens again after a loss; reconnects by itself. Returns how to stop. */
export async function ringOn(sql: Sql, channel: WakeChannel, bell: Pick<Bell, 'ring'>): Promise<() => Promise<void>> {
  const subscription = await sql.listen(
    channel,
    () => bell.ring(),
    () => bell.ring(),
  )
  return () => subscription.unlisten()
}
