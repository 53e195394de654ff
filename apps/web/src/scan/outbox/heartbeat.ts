import type { HeartbeatAnswer } from '@baton/contract'
import { keepZone } from '#time/zone.ts'
import { UNDO_KEY } from '../flow/undoable.ts'
import { uploadPhotosSoon } from '../photos/upload-photos.ts'
import { pushState } from '../push/use-push.ts'
import { isOwnWord } from '../session/own-word.ts'
import { VERSION } from '../shell/version.ts'
import { scanApi } from './call.ts'
import { EMPTY_LEDGER } from './database.ts'
import { outbox } from './outbox.ts'

/** Tells the server how the device is, and keeps what it answers; silent where there is no network. Photos that wait go on their way. */
export async function sendHeartbeat(): Promise<void> {
  uploadPhotosSoon()
  const { onDevice, onServer } = outbox.get()
  const ledger = (await (await outbox.open()).get('ledger', 'ledger')) ?? EMPTY_LEDGER
  /** By its own word the device is held by somebody whom the server does not know, and a subscription would be the last holder's. */
  const push = isOwnWord() ? 'off' : await pushState(ledger.operatorId)
  const unsent = Math.max(0, Math.min(1_000_000, onDevice - onServer))
  const battery = await batteryPercent()
  const version = VERSION.slice(0, 40)
  keep(await scanApi.heartbeat({ push, version, battery, unsent, offsetMs: ledger.offsetMs }))
}

function keep({ undoSeconds, timeZone }: HeartbeatAnswer): void {
  keepZone(timeZone)
  try {
    localStorage.setItem(UNDO_KEY, String(undoSeconds))
  } catch {}
}

interface WithBattery {
  readonly getBattery?: () => Promise<{ readonly level: number }>
}

async function batteryPercent(): Promise<number | null> {
  const battery = await (navigator as WithBattery).getBattery?.().catch(() => null)
  return battery ? Math.round(battery.level * 100) : null
}
