import type { Context } from '../runtime/context.ts'
import { Failure } from '../runtime/failure.ts'
import type { PhotoType } from './photo-type.ts'

export interface StoredPhoto {
  readonly contentType: PhotoType
  readonly image: Buffer
}

/** One photo of an order's inspection. Throws `PHOTO_NOT_FOUND`, also for one of a scan that has taken no effect. */
export async function readPhoto(ctx: Context, { id }: { readonly id: string }): Promise<StoredPhoto> {
  const [photo] = await ctx.sql<StoredPhoto[]>`
    SELECT p.content_type, p.image FROM inspection_photos p JOIN scans s ON s.id = p.scan_id
    WHERE p.id = ${id} AND coalesce(s.later_answer, s.answer) = 'return_inspected' AND s.order_id IS NOT NULL`
  if (!photo) throw new Failure('PHOTO_NOT_FOUND')
  return photo
}
