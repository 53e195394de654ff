import { CallFailure } from '../server/call.ts'
import type { Outbox } from './create-outbox.ts'

/**
 * Before a browser becomes another device: what it has not sent goes in the name of the one it is, whose revocation holds
 * for it. Rejects with a `CallFailure` while that cannot be done; a server that knows no such device asks for nothing.
 */
export async function handIn({ open, sendOnce }: Pick<Outbox, 'open' | 'sendOnce'>): Promise<void> {
  const hasStorage = await open().then(
    () => true,
    () => false,
  )
  while (hasStorage) {
    const sent = await sendOnce()
    if (sent === 'failed') throw new CallFailure('UNREACHABLE')
    if (sent !== 'more') return
  }
}
