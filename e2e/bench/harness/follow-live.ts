import type { BenchSystem } from './bench-system.ts'

/** Signs in as the given role and returns the cookie header. */
export async function signIn(system: BenchSystem, role: string): Promise<string> {
  const person = system.people.find((one) => one.role === role)
  const response = await fetch(`${system.baseUrl}/api/auth/sign-in/username`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: system.baseUrl },
    body: JSON.stringify({ username: person?.login, password: person?.password }),
  })
  if (!response.ok) throw new Error(`Sign-in failed: ${response.status} ${await response.text()}`)
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}

/** Calls one query of the API. */
export async function query<T>(
  system: BenchSystem,
  cookie: string,
  call: { path: string; input?: unknown },
): Promise<T> {
  const input = call.input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(call.input))}`
  const response = await fetch(`${system.baseUrl}/api/trpc/${call.path}${input}`, { headers: { cookie } })
  const body = (await response.json()) as { result?: { data: T }; error?: unknown }
  if (!body.result) throw new Error(`${call.path} failed: ${JSON.stringify(body.error)}`)
  return body.result.data
}

/** Follows the live stream; calls back with the ids of changed orders. Returns how to stop, once the stream is open. */
export async function followLive(
  system: BenchSystem,
  cookie: string,
  changed: (ids: readonly string[]) => void,
): Promise<() => void> {
  const abort = new AbortController()
  const input = encodeURIComponent(JSON.stringify({}))
  const response = await fetch(`${system.baseUrl}/api/trpc/orders.live?input=${input}`, {
    headers: { cookie, accept: 'text/event-stream' },
    signal: abort.signal,
  })
  const read = async () => {
    const decoder = new TextDecoder()
    let buffer = ''
    for await (const chunk of response.body ?? []) {
      buffer += decoder.decode(chunk, { stream: true })
      const lines = buffer.split('\n')
      buffer = lines.pop() ?? ''
      for (const line of lines) if (line.startsWith('data: ')) changed(idsIn(line.slice(6)))
    }
  }
  read().catch(() => {})
  return () => abort.abort()
}

function idsIn(data: string): readonly string[] {
  const message: unknown = data ? JSON.parse(data) : null
  return message && typeof message === 'object' && 'orderIds' in message ? (message.orderIds as string[]) : []
}
