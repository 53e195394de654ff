import type { FormerDevice } from '@baton/contract'
import { CallFailure } from '../server/call.ts'
import type { Outbox } from './create-outbox.ts'
import { rangeOf } from './database.ts'
import { changeLedger } from './ledger.ts'

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

/** What this browser was before, and how far it had counted: what it could not hand in is still that one's. Nothing where it never was a device. */
export async function formerDevice({ open }: Pick<Outbox, 'open'>): Promise<{ former?: FormerDevice }> {
  const ledger = await open()
    .then((database) => database.get('ledger', 'ledger'))
    .catch(() => undefined)
  if (!ledger?.deviceId) return {}
  return { former: { id: ledger.deviceId, lastSeq: ledger.nextSeq - 1 } }
}

/** On the disk at once: a browser writes its cookies later than that, and forgets the latest when it is killed. */
export async function keepDeviceId({ open }: Pick<Outbox, 'open'>, deviceId: string): Promise<void> {
  await changeLedger(await open(), { deviceId })
}

/** How many scans a browser holds that was a device and may have been forgotten as one; null: it never was. */
export async function heldScans({ open }: Pick<Outbox, 'open'>): Promise<number | null> {
  const database = await open()
  const ledger = await database.get('ledger', 'ledger')
  return ledger?.deviceId ? database.countFromIndex('scans', 'byState', rangeOf('unsent')) : null
}
