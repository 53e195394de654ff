import { describe, expect, it } from 'vitest'
import { afterConnection, afterMessage, LIVE_START } from './live-state.ts'

describe('the live stream’s state', () => {
  it('is connecting, then live, then lost, then live again', () => {
    const connecting = afterConnection(LIVE_START, 'connecting', 1)
    expect(connecting.connection).toBe('connecting')
    const live = afterConnection(connecting, 'pending', 2)
    expect(live).toEqual({ connection: 'live', position: null, heardAt: 2 })
    const lost = afterConnection(live, 'connecting', 3)
    expect(lost).toEqual({ connection: 'lost', position: null, heardAt: 2 })
    expect(afterConnection(lost, 'pending', 4).connection).toBe('live')
  })
  it('never steps back to an older position', () => {
    const state = afterMessage(LIVE_START, { kind: 'changed', position: 9, orderIds: [] }, 5)
    expect(afterMessage(state, { kind: 'changed', position: 7, orderIds: [] }, 6)).toEqual({
      connection: 'live',
      position: 9,
      heardAt: 6,
    })
  })
})
