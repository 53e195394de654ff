/** `code`: of the contract's catalogue, or that no answer of ours came. `fields`: those that the answer names. */
export class CallFailure extends Error {
  readonly code: string
  readonly fields: Readonly<Record<string, string>>
  constructor(code: string, fields: CallFailure['fields'] = {}, options?: ErrorOptions) {
    super(code, options)
    this.code = code
    this.fields = fields
  }
}

const PATIENCE_MS = 20_000

/** One query of the API, over plain fetch: the client of the other pages weighs more than these screens. */
export function query<Output>(path: string, input?: unknown, patienceMs = PATIENCE_MS): Promise<Output> {
  const search = input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`
  return send(`${path}${search}`, {}, patienceMs)
}

/** One mutation of the API. */
export function mutate<Output>(path: string, input?: unknown, patienceMs = PATIENCE_MS): Promise<Output> {
  const body = input === undefined ? {} : { body: JSON.stringify(input) }
  return send(path, { method: 'POST', headers: { 'content-type': 'application/json' }, ...body }, patienceMs)
}

async function send<Output>(path: string, request: RequestInit, patienceMs: number): Promise<Output> {
  const signal = AbortSignal.timeout(patienceMs)
  const answer = await fetch(`/api/trpc/${path}`, { ...request, cache: 'no-store', signal }).catch((cause: unknown) => {
    throw new CallFailure('UNREACHABLE', {}, { cause })
  })
  const body: unknown = await answer.json().catch(() => null)
  const result = fieldOf(body, 'result')
  if (answer.ok && result !== undefined) return (fieldOf(result, 'data') ?? null) as Output
  const told = fieldOf(fieldOf(body, 'error'), 'data')
  const code = fieldOf(told, 'code')
  if (typeof code !== 'string') throw new CallFailure('UNREACHABLE')
  throw new CallFailure(code, fieldOf(told, 'fields') as CallFailure['fields'] | undefined)
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined
}

/** Nobody who knows has answered: no answer of ours came, or the database is away. */
export function isUnheard(code: string): boolean {
  return code === 'UNREACHABLE' || code === 'DATABASE_UNAVAILABLE'
}

export function codeOf(error: unknown): string {
  return error instanceof CallFailure ? error.code : 'UNREACHABLE'
}
