import type { ThisDevice } from '@baton/contract'
import type { KnownDevice } from './session.tsx'

const STORAGE_KEY = 'baton.scan.device'

/** Keeps what this browser is, without who holds it, for a start without network, which a full storage does not have. */
export function rememberDevice(told: ThisDevice | null): void {
  if (told === null) {
    localStorage.removeItem(STORAGE_KEY)
    return
  }
  const { id, name, warehouseId, warehouseName, isRevoked } = told
  const kept: KnownDevice = { id, name, warehouseId, warehouseName, isRevoked }
  try {
    localStorage.setItem(STORAGE_KEY, JSON.stringify(kept))
  } catch {}
}

export function recallDevice(): KnownDevice | null {
  try {
    const kept = JSON.parse(localStorage.getItem(STORAGE_KEY) ?? 'null') as Partial<KnownDevice> | null
    return typeof kept?.id === 'string' && typeof kept.warehouseName === 'string' ? (kept as KnownDevice) : null
  } catch {
    return null
  }
}
