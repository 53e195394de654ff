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
