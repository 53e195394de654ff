import { z } from 'zod'

/** The languages of the interface, the primary one first. */
export const Locale = z.enum(['zh', 'en'])
export type Locale = z.infer<typeof Locale>
