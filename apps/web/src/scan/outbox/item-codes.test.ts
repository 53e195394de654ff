import 'fake-indexeddb/auto'
import { itemMark, packMarks, readCode } from '@baton/contract'
import { beforeEach, expect, test } from 'vitest'
import { fetchItemCodes, keptItemCodes } from './item-codes.ts'
import { makeRoom } from './make-room.ts'
import { fetchPacks, keptPacks } from './packs.ts'
import { openTab, serverModel } from './testing.ts'

const codes = packMarks(['HAT-XL', 'PRIV-7788'].flatMap((code) => itemMark(readCode(code)) ?? []))
let asked: (string | null)[]
const api = {
  itemCodes: async ({ version }: { version: string | null }) => {
    asked.push(version)
    return { version: '1.2', codes: version === '1.2' ? null : codes }
  },
}

beforeEach(() => {
  asked = []
  indexedDB.deleteDatabase('baton.packs')
})

test('the catalogue’s codes are known without network, asked for once, and again when it changes', async () => {
  expect(await keptItemCodes()).toBeNull()
  const first = await fetchItemCodes(api, null)
  const kept = await keptItemCodes()
  for (const known of [first, kept])
    expect(['HAT-XL', 'hat-xl', 'PRIV-7788', 'HAT-L', 'SF1234567890123'].map((code) => known?.has(code))).toEqual([
      true,
      true,
      true,
      false,
      false,
    ])
  expect(await fetchItemCodes(api, kept)).toBe(kept)
  expect(asked).toEqual([null, '1.2'])
})

test('they lie beside the packs and go with them where a scan needs the room', async () => {
  await fetchItemCodes(api, null)
  const none = { items: [], orders: [], asOf: '2026-11-28T08:00:00.000Z' }
  await fetchPacks({ packs: async () => none }, 0, () => [])
  expect((await keptItemCodes())?.has('HAT-XL')).toBe(true)
  await makeRoom(await openTab(serverModel()).open())
  expect([await keptItemCodes(), await keptPacks(() => [])]).toEqual([null, null])
})
