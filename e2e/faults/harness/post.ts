import { type Agent, request } from 'node:http'

export interface Answered {
  readonly kind: 'answered'
  readonly status: number
  readonly retryAfter: string | undefined
  readonly body: string
}

/** What a sender sees of one request: an answer, or a connection that broke or stayed silent. */
export type Reply = Answered | { readonly kind: 'lost'; readonly why: string }

export interface Letter {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

/** Posts once; never rejects. A platform gives up on an answer after some seconds, and so does this. */
export function post(agent: Agent, letter: Letter, timeoutMs: number): Promise<Reply> {
  return new Promise((resolve) => {
    const headers = { ...letter.headers, 'content-length': String(letter.body.length) }
    const lost = (why: string) => resolve({ kind: 'lost', why })
    const call = request(letter.url, { method: 'POST', agent, headers }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('error', (error) => lost(codeOf(error)))
      response.on('end', () => {
        clearTimeout(timer)
        if (!response.complete) return lost('cut short')
        const retryAfter = response.headers['retry-after']
        const body = Buffer.concat(parts).toString('utf8')
        resolve({ kind: 'answered', status: response.statusCode ?? 0, retryAfter, body })
      })
    })
    const timer = setTimeout(() => {
      lost('silence')
      call.destroy()
    }, timeoutMs)
    call.on('error', (error) => {
      clearTimeout(timer)
      lost(codeOf(error))
    })
    call.end(letter.body)
  })
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message
}
