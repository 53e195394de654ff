import { createHash } from 'node:crypto'

const START = Buffer.alloc(32)

/** JSON with sorted keys, so that what Postgres stores and what was hashed are the same text. */
function canonical(value: unknown): string | undefined {
  switch (typeof value) {
    case 'number':
      return Number.isFinite(value) ? `${value}` : 'null'
    case 'boolean':
      return value ? 'true' : 'false'
    case 'object':
      return value === null ? 'null' : canonicalObject(value)
    default:
      return JSON.stringify(value)
  }
}

function canonicalObject(value: object): string {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'null' : `"${value.toISOString()}"`
  if (Array.isArray(value)) return `[${value.map((one) => canonical(one) ?? 'null').join(',')}]`
  let fields = ''
  for (const key of Object.keys(value).sort()) {
    const text = canonical(value[key as keyof typeof value])
    if (text !== undefined) fields += `${fields === '' ? '' : ','}${labelOf(key)}${text}`
  }
  return `{${fields}}`
}

/** Columns' names mostly: as text of JSON, made once. */
const labels = new Map<string, string>()
const MOST_LABELS = 1000

function labelOf(key: string): string {
  const known = labels.get(key)
  if (known !== undefined) return known
  const label = `${JSON.stringify(key)}:`
  if (labels.size < MOST_LABELS) labels.set(key, label)
  return label
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
