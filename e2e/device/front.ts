import { type ClientRequest, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** `shut`: no connection comes through. `pages`: files do, what pages ask the API for does not. `login`: all but the service worker itself is answered with a page to sign in, as a proxy does whose session ended. `no_worker`: the service worker itself is, and nothing else. */
export type FrontState = 'open' | 'shut' | 'pages' | 'login' | 'no_worker'

/** What becomes of one call to the API: nothing, its answer is lost after the server has given it, or it breaks off in the middle. */
export type CallFate = 'answered' | 'repliesLost' | 'cut'

const LOGIN = '<!doctype html><title>Sign in</title><form>'

/** What lies between a browser and the server: the network of a warehouse, and another build than the server's own. */
export class Front {
  private state: FrontState = 'open'
  /** The digest that a newer build's service worker would carry; null: the build as it is. */
  private build: string | null = null
  private fateOf: () => CallFate = () => 'answered'
  private readonly target: URL
  private readonly server = createServer((asked, answer) => this.take(asked, answer))

  private constructor(baseUrl: string) {
    this.target = new URL(baseUrl)
    this.server.on('connection', (socket) => {
      if (this.state === 'shut') socket.resetAndDestroy()
    })
  }

  static async open(baseUrl: string): Promise<Front> {
    const front = new Front(baseUrl)
    await new Promise<void>((resolve) => front.server.listen(0, '127.0.0.1', resolve))
    return front
  }

  /** Leads a Chromium here when it asks for the server; it sees the server's own address. */
  get flag(): string {
    const { port } = this.server.address() as AddressInfo
    return `--host-resolver-rules=MAP ${this.target.host} 127.0.0.1:${port}`
  }

  set(state: FrontState): void {
    this.state = state
    if (state === 'shut') this.server.closeAllConnections()
  }

  /** From now on this says what becomes of each call to the API. */
  decide(fateOf: () => CallFate): void {
    this.fateOf = fateOf
  }

  /** From now on the service worker is that of another build: other digest, other revision of a page. */
  serveBuild(digest: string): void {
    this.build = digest
  }

  async close(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise((resolve) => this.server.close(resolve))
  }

  private take(asked: IncomingMessage, answer: ServerResponse): void {
    const path = asked.url ?? '/'
    if (this.state === 'pages' && path.startsWith('/api/')) return void asked.socket.resetAndDestroy()
    const { build } = this
    const isWorker = path === '/sw.js'
    if (build !== null && isWorker && this.state !== 'no_worker') return void this.answerWorker(build, answer)
    if (this.state === 'login' || (this.state === 'no_worker' && isWorker))
      return void answer.writeHead(200, { 'content-type': 'text/html' }).end(LOGIN)
    const { hostname, port } = this.target
    const { method, headers } = asked
    const fate = path.startsWith('/api/') ? this.fateOf() : 'answered'
    const passed = request({ hostname, port, path, method, headers }, (reply) => {
      if (fate === 'repliesLost') return void reply.resume().on('end', () => asked.socket.resetAndDestroy())
      answer.writeHead(reply.statusCode ?? 502, reply.headers)
      reply.pipe(answer)
    })
    passed.on('error', () => answer.destroy())
    answer.on('close', () => passed.destroy())
    if (fate === 'cut') breakOff(asked, passed)
    else asked.pipe(passed)
  }

  private async answerWorker(build: string, answer: ServerResponse): Promise<void> {
    const reply = await fetch(new URL('/sw.js', this.target))
    const policy = reply.headers.get('content-security-policy') ?? ''
    const type = { 'content-type': 'text/javascript', 'cache-control': 'no-cache', 'content-security-policy': policy }
    answer.writeHead(200, type).end(anotherBuild(await reply.text(), build))
  }
}

/** Half of the question arrives. */
function breakOff(asked: IncomingMessage, passed: ClientRequest): void {
  const chunks: Buffer[] = []
  asked.on('data', (chunk: Buffer) => chunks.push(chunk))
  asked.on('end', () => {
    const body = Buffer.concat(chunks)
    passed.write(body.subarray(0, body.length / 2), () => {
      passed.destroy()
      asked.socket.resetAndDestroy()
    })
  })
}

/** The same worker as a later build would write it. Throws where there is nothing to change. */
function anotherBuild(worker: string, build: string): string {
  const changed = worker
    .replace(/postMessage\("[0-9a-f]{12}"\)/, `postMessage("${build}")`)
    .replace(/"revision":"[0-9a-f]{32}","url":"\/scan\/index\.html"/, (entry) =>
      entry.replace(/[0-9a-f]{32}/, build.padEnd(32, '0')),
    )
  if (changed.split(build).length !== 3) throw new Error('The service worker does not read as the build writes it')
  return changed
}
