import type { FastifyInstance } from 'fastify'

let made = 0

/** A browser as the server sees it: cookies, a name it gives itself, and an address of its own. */
export class TestBrowser {
  readonly address: string
  /** Key of the device that it is. */
  device: string | null = null
  /** For how long the last answer prolonged the cookie. Seconds. */
  lasts = 0
  private readonly server: FastifyInstance
  private readonly userAgent: string
  private session = ''

  constructor(server: FastifyInstance, userAgent: string) {
    made += 1
    this.server = server
    this.userAgent = userAgent
    this.address = `10.1.${made >> 8}.${made & 255}`
  }

  /** What somebody has who stole its cookie. */
  copy(): TestBrowser {
    const other = new TestBrowser(this.server, this.userAgent)
    other.session = this.session
    return other
  }

  /** HTTP status. */
  async signIn(username: string, password: string): Promise<number> {
    return (await this.send('POST', '/api/auth/sign-in/username', { username, password })).status
  }

  async signOut(): Promise<void> {
    await this.send('POST', '/api/auth/sign-out', {})
  }

  query(path: string): Promise<Answer> {
    return this.send('GET', `/api/trpc/${path}`)
  }

  mutate(path: string, input?: object): Promise<Answer> {
    return this.send('POST', `/api/trpc/${path}`, input)
  }

  /** The user name of who is signed in here, or null. */
  async whoIs(): Promise<string | null> {
    const { data } = await this.query('me.get')
    return (data as { username: string } | null)?.username ?? null
  }

  private async send(method: 'GET' | 'POST', url: string, payload?: object): Promise<Answer> {
    const cookie = [this.session, this.device && `baton-device=${this.device}`].filter(Boolean).join('; ')
    const json = method === 'POST' ? { 'content-type': 'application/json' } : {}
    const answer = await this.server.inject({
      ...{ method, url, remoteAddress: this.address },
      ...(payload && { payload }),
      headers: { cookie, origin: 'http://localhost:3000', 'user-agent': this.userAgent, ...json },
    })
    for (const { name, value, maxAge } of answer.cookies)
      if (name === 'baton') {
        this.session = value === '' ? '' : `baton=${encodeURIComponent(value)}`
        this.lasts = maxAge ?? 0
      }
    const { result, error } = answer.json()
    return { status: answer.statusCode, data: result?.data, code: error?.data.code, fields: error?.data.fields }
  }
}

export interface Answer {
  readonly status: number
  readonly data: unknown
  readonly code: string | undefined
  readonly fields: Readonly<Record<string, string>> | undefined
}
