const snakeNames = new Map<string, string>()

function snake(name: string): string {
  const known = snakeNames.get(name)
  if (known) return known
  const made = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
  snakeNames.set(name, made)
  return made
}

/** JSON for `jsonb_populate_recordset`: column names in snake_case, bytes in hex, instants in ISO 8601. */
export function toRows(records: readonly object[]): Record<string, never>[] {
  return records.map((record) => {
    const row: Record<string, unknown> = {}
    for (const [name, value] of Object.entries(record))
      row[snake(name)] = value instanceof Uint8Array ? `\\x${Buffer.from(value).toString('hex')}` : value
    return row as Record<string, never>
  })
}
