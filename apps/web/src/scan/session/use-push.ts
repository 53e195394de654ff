import type { HeartbeatInput } from '@baton/contract'

/** Whether web push can reach this device. */
export function usePush(): HeartbeatInput['push'] {
  const isPossible = 'serviceWorker' in navigator && 'PushManager' in globalThis && 'Notification' in globalThis
  return isPossible ? 'off' : 'unsupported'
}
