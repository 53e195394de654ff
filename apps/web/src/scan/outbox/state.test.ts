import type { ScanInput } from '@baton/contract'
import { expect, test } from 'vitest'
import { EMPTY_LEDGER } from './database.ts'
import { createStore } from './state.ts'

const record = (seq: number) => ({ scan: { id: `id-${seq}`, seq } as ScanInput, outcome: null })

test('an answer that comes late does not hide a scan that was written down after it', () => {
  const store = createStore(() => Promise.reject(new Error('is not read')))
  store.add(record(1), { ...EMPTY_LEDGER, made: 1 })
  store.add(record(2), { ...EMPTY_LEDGER, made: 2 })
  store.settle({ records: [], ledger: { ...EMPTY_LEDGER, made: 1, answered: 1 } })
  expect(store.get()).toMatchObject({ onDevice: 2, onServer: 1 })
})

test('the pieces of a large parcel are all counted, and no more scans are held than are kept', () => {
  const store = createStore(() => Promise.reject(new Error('is not read')))
  for (let seq = 1; seq <= 510; seq += 1) store.add(record(seq), { ...EMPTY_LEDGER, made: seq })
  const { latest } = store.get()
  expect(latest).toHaveLength(500)
  expect(latest[0]?.scan.seq).toBe(510)
})
