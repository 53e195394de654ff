import type { BenchSystem } from './bench-system.ts'

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
