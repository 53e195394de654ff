import { afterEach, describe, expect, it, vi } from 'vitest'
import { type Flow, READY, startPacking } from './flow.ts'
import { keepFlow, recallFlow } from './keep-flow.ts'

const kept = new Map<string, string>()
vi.stubGlobal('localStorage', {
  getItem: (key: string) => kept.get(key) ?? null,
  setItem: (key: string, value: string) => kept.set(key, value),
})
afterEach(() => kept.clear())

describe('the place one was at', () => {
  it.each<Flow>([
    READY,
    startPacking('SF1234567890', { orderId: 'DB2026XK9F2N1L', waybill: 'SF1234567890' }),
    startPacking('SF1234567890'),
    { at: 'loading', trip: 'TR-AAAA111X', view: null, loaded: ['SF1', 'SF2'] },
    { at: 'returning' },
    { at: 'inspecting', code: 'RW-AAAA111X' },
    { at: 'looking', code: null, found: null },
  ])('comes back after the page was killed: %o', (flow) => {
    keepFlow(flow)
    expect(recallFlow()).toEqual(flow)
  })
  it.each(['', '{', 'null', '[]', '["packing"]', '["loading",7]', '["elsewhere","x"]', '{"at":"packing"}'])(
    'is forgotten where it cannot be read: %s',
    (text) => {
      kept.set('baton.scan.flow', text)
      expect(recallFlow()).toEqual(READY)
    },
  )
})
