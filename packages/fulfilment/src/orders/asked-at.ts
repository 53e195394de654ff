import type { Fragment, Queryable } from '../runtime/database.ts'

/** How far order `o` is, for a picture of it that is asked for now: it grows with each change, and with each picture that brought none. */
export function askedAtIn(db: Queryable): Fragment {
  return db`o.seq + coalesce((SELECT max(reported_again) FROM order_links WHERE order_id = o.id), 0)`
}
