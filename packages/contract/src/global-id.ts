import { z } from 'zod'
import { GLOBAL_ID_PATTERN } from './global-id-pattern.ts'

export const GlobalId = z.string().regex(GLOBAL_ID_PATTERN)
export const GLOBAL_ID_PREFIX_PATTERN = /^[A-Z]{2,4}$/
export const GLOBAL_ID_ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'
