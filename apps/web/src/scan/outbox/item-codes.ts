import { hasMark, type ItemCodes, itemMark, readCode, unpackMarks } from '@baton/contract'
import type { ScanApi } from './call.ts'
import { isFull } from './database.ts'
import { inPacks } from './packs-store.ts'

const KEY = 'codes'

/** What the catalogue's products are scanned by, as far as a code alone does not tell. */
export interface ItemCodesKnown {
  readonly version: string
  readonly has: (code: string) => boolean
}

/** Asks whether the catalogue has changed since `before`, and keeps what the server says for work without network, if there is room. */
export async function fetchItemCodes(
  api: Pick<ScanApi, 'itemCodes'>,
  before: ItemCodesKnown | null,
): Promise<ItemCodesKnown> {
  const { version, codes } = await api.itemCodes({ version: before?.version ?? null })
  if (codes === null) return before ?? known({ version, codes })
  const kept: ItemCodes = { version, codes }
  await inPacks((store) => store.put('packs', kept, KEY)).catch((error: unknown) => {
    if (!isFull(error)) throw error
  })
  return known(kept)
}

/** The codes as they were kept; null: never fetched. */
export async function keptItemCodes(): Promise<ItemCodesKnown | null> {
  const kept: ItemCodes | undefined = await inPacks((store) => store.get('packs', KEY))
  return kept ? known(kept) : null
}

function known({ version, codes }: ItemCodes): ItemCodesKnown {
  const marks = codes === null ? new Uint32Array() : unpackMarks(codes)
  return {
    version,
    has: (code) => {
      const mark = itemMark(readCode(code))
      return mark !== null && hasMark(marks, mark)
    },
  }
}
