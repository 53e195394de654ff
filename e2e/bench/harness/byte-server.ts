import { fork } from 'node:child_process'
import { once } from 'node:events'
import { createServer, get, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'

/** An answer as it came over the wire. */
export interface WireAnswer {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  /** In base64, as it was encoded. */
  readonly body: string
}

export async function fetchBytes(
  port: number,
  path: string,
  headers: Readonly<Record<string, string>>,
): Promise<WireAnswer> {
  const [answer] = await once(get({ port, path, headers, host: '127.0.0.1' }), 'response')
  const parts: Buffer[] = []
  for await (const part of answer) parts.push(part)
  return { path, headers: answer.headers, body: Buffer.concat(parts).toString('base64') }
}

/** A process of Node that does nothing but answer these paths from memory, with the same headers. */
export async function startByteServer(
  answers: readonly WireAnswer[],
): Promise<{ readonly port: number; stop(): void }> {
  const child = fork(fileURLToPath(import.meta.url))
  child.send(answers)
  const [port] = (await once(child, 'message')) as [number]
  return { port, stop: () => child.kill('SIGKILL') }
}

function serve(answers: readonly WireAnswer[]): void {
  const bytes = new Map(
    answers.map(({ path, headers, body }) => [path, { headers, body: Buffer.from(body, 'base64') }]),
  )
  const server = createServer((request, response) => {
    const answer = bytes.get(request.url ?? '')
    response.writeHead(answer ? 200 : 404, answer?.headers ?? {}).end(answer?.body)
  })
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port))
}

process.once('message', (answers) => serve(answers as WireAnswer[]))
