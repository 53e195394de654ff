import type { Context } from '../runtime/context.ts'
import type { Tx } from '../runtime/database.ts'
import { Failure } from '../runtime/failure.ts'
import { inTransaction } from '../runtime/transaction.ts'
import type { Device } from '../staff/index.ts'
import { photoTypeOf } from './photo-type.ts'

/**
 * Keeps one photo of an inspection, once. Whatever device brings it: a browser may have become another device since, and
 * nobody but the one that took the photo knows its id. Of an order whose buyer was erased since, it is taken and not kept.
 * Throws `PHOTO_INVALID`, `PHOTO_NOT_NAMED`.
 */
export async function keepPhoto(
  ctx: Context,
  device: Device,
  { id, image }: { readonly id: string; readonly image: Uint8Array },
): Promise<void> {
  const contentType = photoTypeOf(image)
  if (contentType === null) throw new Failure('PHOTO_INVALID')
  await inTransaction(ctx, async (tx) => {
    const [named] = await tx<{ scanId: string; orderId: string | null; receivedAt: Date; isKept: boolean }[]>`
      SELECT id AS scan_id, order_id, received_at, EXISTS (SELECT FROM inspection_photos WHERE id = ${id}) AS is_kept
      FROM scans WHERE kind = 'return_inspected' AND body->'photos' ? ${id} ORDER BY received_at LIMIT 1`
    if (!named) throw new Failure('PHOTO_NOT_NAMED')
    if (named.isKept || (await isErasedSince(tx, named))) return
    await tx`
      INSERT INTO inspection_photos (id, scan_id, device_id, content_type, received_at, image)
      VALUES (${id}, ${named.scanId}, ${device.id}, ${contentType}, ${ctx.now()}, ${Buffer.from(image)})
      ON CONFLICT (id) DO NOTHING`
  })
}

/** An erasure that begins meanwhile waits until the photo is there to be found. */
async function isErasedSince(tx: Tx, scan: { orderId: string | null; receivedAt: Date }): Promise<boolean> {
  if (scan.orderId === null) return false
  const [order] = await tx<{ erasedAt: Date | null }[]>`
    SELECT erased_at FROM orders WHERE id = ${scan.orderId} FOR KEY SHARE`
  return order?.erasedAt != null && scan.receivedAt <= order.erasedAt
}
