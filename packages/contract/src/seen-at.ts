import { z } from 'zod'

/** When it was last saved, as whoever changes it saw it: refused once somebody else has saved it since. */
export const seenAt = z.iso.datetime().optional()
