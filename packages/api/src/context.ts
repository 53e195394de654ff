import type { LiveMessage, MeView } from '@baton/contract'
import type { Context } from '@baton/fulfilment/runtime'
import type { Device, OwnSession } from '@baton/fulfilment/staff'

/** What the transport knows of one request. `baton` acts for `person` where there is one. */
export interface ApiContext {
  readonly baton: Context
  readonly person: MeView | null
  /** The session that it came in; null for whoever holds a device by badge. */
  readonly session: OwnSession | null
  /** The device whose key the request carries. */
  readonly device: Device | null
  /** Gives the caller the key of the device it has become. */
  keepDeviceKey(key: string): void
  /** Gives the caller's browser what the sign-in library made of its session. */
  keepCookies(cookies: readonly string[]): void
  /** The caller's network address. */
  readonly address: string
  /** The process's one reader of the live feed. */
  readonly live: LiveSource
}

/** What changed after a position (from now when undefined), until the signal. */
interface LiveSource {
  follow(after: number | undefined, signal: AbortSignal): AsyncIterable<LiveMessage>
}
