/** Instants cross the wire as ISO 8601 in UTC; money as integer fen with its currency. */
export type Instant = string
