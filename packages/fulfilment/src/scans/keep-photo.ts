import type { Context } from '../runtime/context.ts'
import { Failure } from '../runtime/failure.ts'
import type { Device } from '../staff/index.ts'
import { photoTypeOf } from './photo-type.ts'

/**
 * Keeps one photo of an inspection, once. Whatever device brings it: a browser may have become another device since, and
 * nobody but the one that took the photo knows its id. Throws `PHOTO_INVALID`, `PHOTO_NOT_NAMED`.
 */
export async function keepPhoto(
  ctx: Context,
  device: Device,
  { id, image }: { readonly id: string; readonly image: Uint8Array },
): Promise<void> {
  const contentType = photoTypeOf(image)
  if (contentType === null) throw new Failure('PHOTO_INVALID')
  const [named] = await ctx.sql<{ scanId: string; isKept: boolean }[]>`
    SELECT id AS scan_id, EXISTS (SELECT FROM inspection_photos WHERE id = ${id}) AS is_kept FROM scans
    WHERE kind = 'return_inspected' AND body->'photos' ? ${id} ORDER BY received_at LIMIT 1`
  if (!named) throw new Failure('PHOTO_NOT_NAMED')
  if (named.isKept) return
  await ctx.sql`
    INSERT INTO inspection_photos (id, scan_id, device_id, content_type, received_at, image)
    VALUES (${id}, ${named.scanId}, ${device.id}, ${contentType}, ${ctx.now()}, ${Buffer.from(image)})
    ON CONFLICT (id) DO NOTHING`
}
