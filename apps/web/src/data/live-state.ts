import type { LiveMessage } from '@baton/contract'

/** What one browser knows of its live stream, in whichever tab the stream runs. */
export interface LiveState {
  readonly connection: 'connecting' | 'live' | 'lost'
  /** Last position seen; where a new leader goes on. */
  readonly position: number | null
  /** When the last message or sign of life came, in this device's milliseconds. */
  readonly heardAt: number | null
}

export const LIVE_START: LiveState = { connection: 'connecting', position: null, heardAt: null }

/** What tabs of one browser tell each other. */
export type TabMessage =
  | { readonly kind: 'message'; readonly message: LiveMessage }
  | { readonly kind: 'state'; readonly state: LiveState }
  | { readonly kind: 'hello' }

export function afterMessage(state: LiveState, message: LiveMessage, at: number): LiveState {
  const position = Math.max(state.position ?? 0, message.position)
  return { connection: 'live', position, heardAt: at }
}

/** tRPC's word for its connection: `connecting` after having been live is a loss that repairs itself. */
export function afterConnection(state: LiveState, word: 'idle' | 'connecting' | 'pending', at: number): LiveState {
  if (word === 'pending') return { ...state, connection: 'live', heardAt: at }
  if (word === 'idle') return { ...state, connection: 'lost' }
  return { ...state, connection: state.heardAt === null ? 'connecting' : 'lost' }
}
