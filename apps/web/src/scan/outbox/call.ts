import type { FloorStops, HeartbeatInput, ScansApplied, ScansApplyInput, ThisDevice } from '@baton/contract'

/** The four calls that the device makes by itself, at any time, without anybody signed in. */
export interface ScanApi {
  readonly apply: (input: ScansApplyInput) => Promise<ScansApplied>
  readonly thisDevice: () => Promise<ThisDevice | null>
  readonly stops: () => Promise<FloorStops>
  readonly heartbeat: (input: HeartbeatInput) => Promise<unknown>
}

/** `code`: of the contract's catalogue, or that no answer of ours came. */
export class CallFailure extends Error {
  readonly code: string
  constructor(code: string, options?: ErrorOptions) {
    super(code, options)
    this.code = code
  }
}

/** A call that hangs holds up every scan behind it. */
const TIMEOUT_MS = 20_000

/** The calls over plain fetch: the client that the other pages use weighs more than the whole outbox. */
export const scanApi: ScanApi = {
  apply: (input) => call('scans.submit', { input }),
  thisDevice: () => call('devices.this', {}),
  stops: () => call('floor.stops', {}),
  heartbeat: (input) => call('devices.heartbeat', { input }),
}

/** One procedure of the API: a mutation where there is input, a query otherwise. */
async function call<Output>(path: string, { input }: { input?: unknown }): Promise<Output> {
  const answer = await fetch(`/api/trpc/${path}`, {
    method: input === undefined ? 'GET' : 'POST',
    ...(input === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(input) }),
    cache: 'no-store',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }).catch((cause: unknown) => {
    throw new CallFailure('UNREACHABLE', { cause })
  })
  const body: unknown = await answer.json().catch(() => null)
  const result = fieldOf(body, 'result')
  if (answer.ok && result !== undefined) return (fieldOf(result, 'data') ?? null) as Output
  const code = fieldOf(fieldOf(fieldOf(body, 'error'), 'data'), 'code')
  throw new CallFailure(typeof code === 'string' ? code : 'UNREACHABLE')
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined
}
