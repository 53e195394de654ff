import { createHash } from 'node:crypto'

const START = Buffer.alloc(32)

/** JSON with sorted keys, so that what Postgres stores and what was hashed are the same text. */
function canonical(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || value instanceof Date) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map((one) => canonical(one) ?? 'null').join(',')}]`
  const fields: string[] = []
  for (const key of Object.keys(value).sort()) {
    const text = canonical(value[key as keyof typeof value])
    if (text !== undefined) fields.push(`${JSON.stringify(key)}:${text}`)
  }
  return `{${fields.join(',')}}`
}

export interface ChainedEvent {
  readonly orderId: string
  readonly seq: number
  readonly actorKind: string
  readonly actorName: string
  readonly cause: string
  readonly patch: unknown
  readonly recordedAt: Date
}

/** SHA-256 over the previous event's hash and this one's content: no event can be changed or left out unseen. */
export function chainHash(previous: Uint8Array | null, event: ChainedEvent): Buffer {
  const { orderId, seq, actorKind, actorName, cause, patch, recordedAt } = event
  return createHash('sha256')
    .update(previous ?? START)
    .update(canonical({ orderId, seq, actorKind, actorName, cause, patch, recordedAt: recordedAt.toISOString() }) ?? '')
    .digest()
}
