/** `DB` + year of this century + 8 of A–Z0–9; the prefix (2–4 capital letters) is configurable per merchant. */
export const GLOBAL_ID_PATTERN = /^[A-Z]{2,4}20\d{2}[A-Z0-9]{8}$/
