import type { DeviceView, PrinterView } from '@baton/contract'
import { expect, test } from 'vitest'
import { troublesOf } from './troubles.ts'

const NOW = Date.parse('2026-11-28T08:00:00Z')
const minutesAgo = (minutes: number) => new Date(NOW - minutes * 60_000).toISOString()
const device = (told: Partial<DeviceView>): DeviceView => ({
  ...{ id: 'd', kind: 'browser', name: 'PDA', warehouseId: 'w1', warehouseName: '华东仓' },
  ...{ createdAt: minutesAgo(900), revokedAt: null, lastSeenAt: minutesAgo(1), battery: 80, version: '1' },
  ...{ unsent: 0, offsetMs: 0, push: null, operatorName: null, scansToday: 0, quarantined: 0, grants: [] },
  ...told,
})
const printer = (told: Partial<PrinterView>): PrinterView => ({
  ...{ id: 'p', warehouseId: 'w1', warehouseName: '华东仓', name: 'ZT', host: 'h', port: 9100, language: 'zpl' },
  ...{ enabled: true, savedAt: minutesAgo(900), trouble: null, faults: [], since: null, seenAt: null, waiting: 0 },
  ...told,
})
const whats = (
  devices: readonly DeviceView[],
  printers: readonly PrinterView[] = [],
  warehouseId: string | null = null,
) => troublesOf({ devices, printers, warehouseId, now: NOW }).map((one) => one.what)

test('what works is not listed', () => {
  expect(whats([device({}), device({ unsent: 3 })], [printer({})])).toEqual([])
})

test('unsent scans count once the device is away, its battery and clock only while it is there', () => {
  expect(whats([device({ unsent: 3, lastSeenAt: minutesAgo(11) })])).toEqual(['unsent'])
  expect(whats([device({ battery: 12, offsetMs: -45_000 })])).toEqual(['clock', 'battery'])
  expect(whats([device({ battery: 12, offsetMs: -45_000, lastSeenAt: minutesAgo(11) })])).toEqual([])
})

test('of a revoked device only what waits for a person counts', () => {
  const revokedAt = minutesAgo(60)
  expect(whats([device({ revokedAt, unsent: 9, battery: 1, lastSeenAt: minutesAgo(60) })])).toEqual([])
  expect(whats([device({ revokedAt, quarantined: 2 })])).toEqual(['quarantined'])
})

test('scans at risk come first, and another warehouse is left out', () => {
  const all = [device({ battery: 5 }), device({ unsent: 1, lastSeenAt: minutesAgo(60) })]
  expect(whats(all, [printer({ trouble: 'paper_out' })])).toEqual(['unsent', 'printer', 'battery'])
  expect(whats(all, [printer({ trouble: 'paper_out', enabled: false })], 'w2')).toEqual([])
})
