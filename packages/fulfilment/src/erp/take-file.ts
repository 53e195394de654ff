import type { ErpWrite, ErpWriteResult } from '@baton/contract'
import type { Context } from '../runtime/context.ts'
import { Failure } from '../runtime/failure.ts'
import { inTransaction } from '../runtime/transaction.ts'
import type { Erp } from './authenticate.ts'
import { recordReused, takeWrites } from './take-writes.ts'

/** Rows that commit together. */
const ROWS_AT_ONCE = 100

export interface TakenFile {
  readonly results: readonly ErpWriteResult[]
  /** The ERP was paused: what is not answered is kept, and applied in its place once it is resumed. */
  readonly isKept: boolean
}

/**
 * Takes the rows of a file in their order, all under one idempotency key. Another file under a key that was used is refused
 * whole (`IDEMPOTENCY_KEY_REUSED`), on the timeline of every order that it names.
 */
export async function takeFile(
  ctx: Context,
  erp: Erp,
  file: { key: string; body: Uint8Array; writes: readonly ErpWrite[]; address: string },
): Promise<TakenFile> {
  const { writes, ...request } = file
  const results: ErpWriteResult[] = []
  let isKept = false
  for (let from = 0; from < writes.length; from += ROWS_AT_ONCE) {
    const part = writes.slice(from, from + ROWS_AT_ONCE)
    try {
      const taken = await takeWrites(ctx, erp, { ...request, part: from, writes: part })
      if (taken.kind === 'answered') results.push(...taken.results)
      else isKept = true
    } catch (error) {
      if (error instanceof Failure && error.code === 'IDEMPOTENCY_KEY_REUSED')
        await recordRest(ctx, { ...erp, address: file.address }, writes.slice(from + ROWS_AT_ONCE))
      throw error
    }
  }
  return { results, isKept }
}

async function recordRest(
  ctx: Context,
  source: Parameters<typeof recordReused>[2]['source'],
  writes: readonly ErpWrite[],
): Promise<void> {
  for (let from = 0; from < writes.length; from += ROWS_AT_ONCE) {
    const part = writes.slice(from, from + ROWS_AT_ONCE)
    await inTransaction(ctx, (tx) => recordReused(ctx, tx, { source, writes: part }))
  }
}
