import { z } from 'zod'

/** `DB` + year of four digits + 8 of A–Z0–9; the prefix (2–4 capital letters) is configurable per merchant. */
export const GLOBAL_ID_PATTERN = /^[A-Z]{2,4}\d{4}[A-Z0-9]{8}$/
export const GlobalId = z.string().regex(GLOBAL_ID_PATTERN)
export const GLOBAL_ID_PREFIX_PATTERN = /^[A-Z]{2,4}$/
export const GLOBAL_ID_ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'
