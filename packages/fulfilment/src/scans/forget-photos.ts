import type { Context } from '../runtime/context.ts'
import { daysAgo } from '../runtime/forget.ts'

const PHOTOS_AT_ONCE = 1000

/** Forgets photos after `BATON_PHOTO_DAYS`. The application may not delete one; it may ask for those that are old, a few at a time: each is up to 1 MB. */
export async function forgetPhotos(ctx: Context): Promise<void> {
  const days = ctx.env.BATON_PHOTO_DAYS
  if (days === 0) return
  let forgotten: number | undefined
  do {
    const [row] = await ctx.sql<{ forgotten: number }[]>`
      SELECT baton_forget_photos(${daysAgo(ctx, days)}, ${PHOTOS_AT_ONCE}) AS forgotten`
    forgotten = row?.forgotten
  } while (forgotten === PHOTOS_AT_ONCE)
}
