import { z } from 'zod'

/** A number that Postgres gave one of our rows (below 2^53), as text: also the cursor of a list in the order of these numbers. */
export const RowId = z.string().regex(/^\d{1,15}$/)
